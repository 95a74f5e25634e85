import type ts from 'typescript';
import { type FindingCode, SCRIPT_FINDINGS } from '../../core/findings/scriptFindings';
import type { ScriptKind } from '../../core/project/types';
import { isNangoParameter } from './nango/nangoTypes';
import { type NangoUses, trackNango } from './nango/trackNango';
import {
    type DefaultExport,
    type Definition,
    findDefaultExport,
    findDefinition,
    findWebhookHandler,
} from './source/entry';
import type { FunctionNode } from './source/expressions';
import type { ScriptSource } from './source/ScriptSource';
import type { FileRole, ScriptFinding, Span } from './types';

/** What a rule adds to a finding besides its code and place. */
export type FindingText = Pick<ScriptFinding, 'message'> &
    Partial<Pick<ScriptFinding, 'advice' | 'severity' | 'replacement' | 'remedy' | 'related'>>;

/** Looks at one file and reports what is wrong. Rules are pure: they see no other file. */
export type Rule = (input: RuleInput) => void;

/** A parsed file with what it is in its project; rules report to it. */
export class RuleInput {
    readonly findings: ScriptFinding[] = [];
    readonly defaultExport: DefaultExport | undefined;
    readonly definition: Definition | undefined;
    readonly nango: NangoUses;

    readonly file: FileRole;

    /** @param role what the project's lists say; a file that no list names is a script only if it looks like one */
    constructor(
        readonly source: ScriptSource,
        role: FileRole,
    ) {
        this.defaultExport = findDefaultExport(source);
        this.definition = role.form === 'zero-yaml' ? findDefinition(source, this.defaultExport) : undefined;
        this.file = role.role !== 'script' || role.listed || this.looksLikeScript(role) ? role : asHelper(role);
        this.nango = trackNango(source, this.entries);
    }

    /** What kinds of script the file is: in a zero-YAML project its definition says so (nango-semantics §1.2). */
    get kinds(): readonly Definition['kind'][] {
        if (this.file.form === 'classic') return this.file.kinds;
        return this.definition ? [this.definition.kind] : [];
    }

    /** True when the file is a script of this kind and of no other. */
    isOnly(kind: ScriptKind): boolean {
        return this.file.role === 'script' && this.kinds.length > 0 && this.kinds.every((one) => one === kind);
    }

    /** The function that a run calls: the classic default export, or `exec`. */
    get main(): FunctionNode | undefined {
        if (this.file.role !== 'script') return undefined;
        return this.file.form === 'classic' ? this.defaultExport?.function : this.definition?.exec;
    }

    report(code: FindingCode, place: ts.Node | Span, text: FindingText): void {
        const span = 'kind' in place ? { start: this.source.startOf(place), end: place.end } : place;
        this.findings.push({ code, severity: SCRIPT_FINDINGS[code], start: span.start, end: span.end, ...text });
    }

    private looksLikeScript({ form }: FileRole): boolean {
        if (form === 'zero-yaml') return this.definition !== undefined;
        const parameter = this.defaultExport?.function?.parameters[0];
        return parameter !== undefined && isNangoParameter(this.source, parameter);
    }

    private get entries(): FunctionNode[] {
        if (this.file.role !== 'script') return [];
        const webhook = this.file.form === 'classic' ? findWebhookHandler(this.source) : this.definition?.onWebhook;
        return [this.main, webhook].filter((entry) => entry !== undefined);
    }
}

function asHelper({ outputs: _, ...role }: FileRole): FileRole {
    return { ...role, role: 'helper', kinds: [], listed: true };
}
