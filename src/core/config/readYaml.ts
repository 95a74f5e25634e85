import {
    type Alias,
    isAlias,
    isMap,
    isScalar,
    isSeq,
    LineCounter,
    type ParsedNode,
    parseDocument,
    type Scalar,
    type YAMLError,
    type YAMLMap,
    type YAMLSeq,
} from 'yaml';
import type { Report, SourceMapping, SourceNode, SourceRange, SourceScalar } from '../models/source';
import { MappingEntries } from './MappingEntries';

/** Deeper than any real file, and far from exhausting the stack of whoever walks the nodes. */
const MAX_DEPTH = 100;
/** One mistake can produce hundreds of errors; the first ones say all. */
const MAX_SYNTAX_FINDINGS = 20;
/** Nodes that aliases may add to a file; a few lines of nested aliases could otherwise stand for billions. */
const MAX_ALIASED_NODES = 10_000;
const LANGUAGE_VERSION = '1.2';

/** What the yaml library makes of lines that are indented too much or too little. */
const INDENTATION = new Set<YAMLError['code']>(['BAD_INDENT', 'MULTILINE_IMPLICIT_KEY']);

/** The yaml library's words for what it would say in its own terms. */
const MESSAGES: Partial<Record<YAMLError['code'], { message?: string; advice: string }>> = {
    TAB_AS_INDENT: { advice: 'Indent with spaces.' },
    MULTIPLE_DOCS: {
        message: 'The file holds more than one YAML document.',
        advice: 'Remove the line "---" and join the documents.',
    },
    NON_STRING_KEY: { message: 'A key must be a text.', advice: 'Write a name, without brackets, braces or "*".' },
    RESOURCE_EXHAUSTION: { message: 'The nesting is too deep to be read.', advice: 'Remove the excess levels.' },
    BLOCK_AS_IMPLICIT_KEY: {
        message: 'There is a second ": " in this line.',
        advice: 'Put a text that contains ": " into quotes, or begin a new line.',
    },
    BAD_INDENT: { advice: 'Indent it like the lines that it belongs to.' },
};

/**
 * Parses YAML into nodes with places: aliases and merge keys are followed, and of a key that comes twice the first is
 * kept. Syntax errors (`yaml_syntax`) and `duplicate_key` are reported; what can be understood comes back all the same.
 * Undefined for a file without content. Never throws.
 *
 * @param onIndentation called when a line in the wrong column may be the cause of a syntax error
 */
export function readYaml(text: string, report: Report, onIndentation?: () => void): SourceNode | undefined {
    const lines = new LineCounter();
    const rangeOf = (start: number, end: number): SourceRange => {
        const [from, to] = [lines.linePos(start), lines.linePos(end)];
        // The counter answers with line 0 for an offset before the first line it has seen.
        return {
            start,
            end,
            line: from.line || 1,
            column: from.line ? from.col : start + 1,
            endLine: to.line || 1,
            endColumn: to.line ? to.col : end + 1,
        };
    };
    const document = parseDocument<ParsedNode, false>(text, {
        lineCounter: lines,
        version: LANGUAGE_VERSION,
        prettyErrors: false,
        stringKeys: true,
        resolveKnownTags: false,
        // Its own check compares every key with every other one.
        uniqueKeys: false,
    });
    if (document.errors.some(({ code }) => INDENTATION.has(code))) onIndentation?.();
    const problems = firstOfLines([...document.errors, ...document.warnings], (at) => lines.linePos(at).line);
    for (const problem of problems.slice(0, MAX_SYNTAX_FINDINGS)) {
        const known = wordsFor(problem);
        report(rangeOf(problem.pos[0], Math.min(problem.pos[1], text.length)), {
            code: 'yaml_syntax',
            severity: document.warnings.includes(problem) ? 'warning' : 'error',
            message: known?.message ?? `${problem.message.replace(/\.$/, '')}.`,
            ...(known && { advice: known.advice }),
        });
    }
    return document.contents ? new NodeReader(text, rangeOf, report).read(document.contents, 0) : undefined;
}

function wordsFor({ code, message }: YAMLError): { message?: string; advice: string } | undefined {
    const quote = /^Missing closing (["'])/.exec(message)?.[1];
    if (quote === undefined) return MESSAGES[code];
    return {
        message: `A text that opens with ${quote} does not end.`,
        advice: `Close it with ${quote} where it ends.`,
    };
}

/**
 * In the order of the file; what the library says of a line after its first problem follows from that, and anything
 * follows from tabs.
 */
function firstOfLines(problems: YAMLError[], lineOf: (offset: number) => number): YAMLError[] {
    const tabs = problems.filter(({ code }) => code === 'TAB_AS_INDENT');
    const sorted = (tabs.length > 0 ? tabs : problems).sort((a, b) => a.pos[0] - b.pos[0]);
    return sorted.filter(({ pos }, index) => index === 0 || lineOf(sorted[index - 1]!.pos[0]) !== lineOf(pos[0]));
}

/** What an anchor names, with how many nodes it has and how many levels; undefined while it is being read. */
type Anchored = { node: SourceNode; size: number; height: number } | undefined;

class NodeReader {
    /** Anchors seen so far; one that is named again replaces the former. */
    private readonly anchors = new Map<string, Anchored>();
    private nodes = 0;
    private deepest = 0;
    private aliasedNodes = 0;

    constructor(
        private readonly text: string,
        private readonly rangeOf: (start: number, end: number) => SourceRange,
        private readonly report: Report,
    ) {}

    read(node: ParsedNode, depth: number): SourceNode {
        this.nodes += 1;
        if (isAlias(node)) return this.readAlias(node, depth);
        if (depth > MAX_DEPTH) return this.refuse(node, 'The nesting is too deep to be read.');
        if (node.anchor === undefined) {
            this.deepest = Math.max(this.deepest, depth);
            return this.readContent(node, depth);
        }
        const [nodesBefore, deepestBefore] = [this.nodes, this.deepest];
        this.deepest = depth;
        this.anchors.set(node.anchor, undefined);
        const result = this.readContent(node, depth);
        const [size, height] = [this.nodes - nodesBefore + 1, this.deepest - depth];
        this.anchors.set(node.anchor, { node: result, size, height });
        this.deepest = Math.max(this.deepest, deepestBefore);
        return result;
    }

    private readContent(node: Exclude<ParsedNode, Alias.Parsed>, depth: number): SourceNode {
        if (isMap(node)) return this.readMapping(node, depth);
        if (!isSeq(node)) return this.readScalar(node);
        const items = node.items.map((item) => this.read(item as ParsedNode, depth + 1));
        return { kind: 'list', range: this.collectionRange(node, items.at(-1)?.range.end), items };
    }

    private readMapping(map: YAMLMap.Parsed, depth: number): SourceMapping {
        const entries = new MappingEntries(this.report);
        let lastEnd: number | undefined;
        for (const { key, value } of map.items) {
            const keyRange = this.rangeOf(key.range[0], key.range[1]);
            if (isScalar(key) && key.anchor !== undefined) this.read(key, depth + 1);
            const source: SourceNode = value ? this.read(value, depth + 1) : this.nothing(key);
            lastEnd = Math.max(keyRange.end, source.range.end);
            // Keys that are no text are reported by the parser already.
            if (!isScalar(key)) continue;
            if (key.value === '<<' && key.type === 'PLAIN') entries.merge(source, keyRange);
            else entries.add({ key: String(key.value), keyRange, value: source });
        }
        return { kind: 'mapping', range: this.collectionRange(map, lastEnd), entries: entries.list() };
    }

    /** A block's own end takes in the blank lines and comments after it; the end of its last child does not. */
    private collectionRange(node: YAMLMap.Parsed | YAMLSeq.Parsed, lastEnd: number | undefined): SourceRange {
        const [start, end] = node.range;
        // The last child may be an alias, whose place is elsewhere.
        const isChildInside = lastEnd !== undefined && lastEnd > start && lastEnd < end;
        return this.rangeOf(start, !node.flow && isChildInside ? lastEnd : end);
    }

    private readScalar(node: Scalar.Parsed): SourceScalar {
        const [start, end] = node.range;
        const range = this.rangeOf(start, end);
        const plain = node.type === 'PLAIN';
        const written: unknown = node.value;
        const text = typeof written === 'string' ? written : (node.source ?? '');
        const isPlainValue = typeof written === 'boolean' || written === null || Number.isFinite(written);
        const value = isPlainValue ? (written as boolean | number | null) : text;
        const quotes = node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE' ? 1 : 0;
        const offset = start + quotes;
        const verbatim = !text.includes('\n') && this.text.startsWith(text, offset);
        const textStart = { offset, line: range.line, column: range.column + quotes };
        return { kind: 'scalar', range, value, text, plain, verbatim, textStart };
    }

    private readAlias(alias: Alias.Parsed, depth: number): SourceNode {
        const name = alias.source;
        if (!this.anchors.has(name)) return this.refuse(alias, `There is no anchor "&${name}" before this alias.`);
        const anchored = this.anchors.get(name);
        if (!anchored) return this.refuse(alias, `The alias "*${name}" stands inside of what it refers to.`);
        this.nodes += anchored.size;
        this.aliasedNodes += anchored.size;
        this.deepest = Math.max(this.deepest, depth + anchored.height);
        if (this.aliasedNodes > MAX_ALIASED_NODES) {
            return this.refuse(alias, 'The aliases of this file stand for too much.');
        }
        if (depth + anchored.height > MAX_DEPTH) return this.refuse(alias, 'The nesting is too deep to be read.');
        return anchored.node;
    }

    private refuse(node: ParsedNode, message: string): SourceScalar {
        this.report(this.rangeOf(node.range[0], node.range[1]), { code: 'yaml_syntax', severity: 'error', message });
        return this.nothing(node);
    }

    /** An empty value in the place of what is missing or unreadable. */
    private nothing(node: ParsedNode): SourceScalar {
        const range = this.rangeOf(node.range[1], node.range[1]);
        const textStart = { offset: range.start, line: range.line, column: range.column };
        return { kind: 'scalar', range, value: null, text: '', plain: true, verbatim: true, textStart };
    }
}
