import ts from 'typescript';
import type { RuleInput } from '../analysis/RuleInput';
import type { ScriptFinding, Span } from '../analysis/types';

/** Replaces a stretch of the text; offsets in UTF-16 units. */
export interface Edit extends Span {
    newText: string;
}

/** One way to mend a finding. */
export interface Fix {
    title: string;
    edits: Edit[];
    /** True when this is what a person would do without thinking; only such fixes are part of "fix all". */
    preferred: boolean;
}

/** What a fix is worked out from: the file as the rules saw it, and the finding. */
export interface FixRequest {
    input: RuleInput;
    finding: ScriptFinding;
    /** The node whose place the finding names. */
    node: ts.Node;
}

/** Finds the ways to mend the findings of one code. */
export type Fixer = (request: FixRequest) => Fix[];

/** The outermost node with exactly this place; else the innermost that contains it. */
export function nodeAt({ tree }: { tree: ts.SourceFile }, { start, end }: Span): ts.Node {
    let found: ts.Node = tree;
    const visit = (node: ts.Node): void => {
        if (node.getStart(tree) > start || node.end < end) return;
        found = node;
        const isExact = node.getStart(tree) === start && node.end === end;
        if (!isExact) ts.forEachChild(node, visit);
    };
    ts.forEachChild(tree, visit);
    return found;
}

export function insertion(at: number, newText: string): Edit {
    return { start: at, end: at, newText };
}
