import type { ConfigFindingCode } from '../findings/configFindings';
import type { Finding } from '../findings/types';

/**
 * A configuration document as plain nodes with their places, free of any YAML library: aliases and merge keys are
 * followed, and a key comes once. Rules about what a document may say read these nodes.
 */
export type SourceNode = SourceScalar | SourceList | SourceMapping;

/**
 * A stretch of the document: offsets in UTF-16 units (a byte order mark not counted), lines and columns 1-based, the end
 * exclusive.
 */
export interface SourceRange {
    start: number;
    end: number;
    line: number;
    column: number;
    endLine: number;
    endColumn: number;
}

export interface SourceScalar {
    kind: 'scalar';
    range: SourceRange;
    /** As YAML reads it: `3` is a number, `'3'` a string, nothing at all is null. */
    value: string | number | boolean | null;
    /** The text without quotes, escapes resolved. */
    text: string;
    /** True when written without quotes and not as a block. */
    plain: boolean;
    /** True when `text` stands in the document character by character, so that parts of it have places of their own. */
    verbatim: boolean;
    /** Where `text` begins; equals `range` but for the opening quote. */
    textStart: { offset: number; line: number; column: number };
}

export interface SourceList {
    kind: 'list';
    range: SourceRange;
    items: SourceNode[];
}

export interface SourceMapping {
    kind: 'mapping';
    range: SourceRange;
    entries: SourceEntry[];
}

export interface SourceEntry {
    key: string;
    keyRange: SourceRange;
    value: SourceNode;
}

/** The entry of a key; undefined when the mapping has none. */
export function entryOf(mapping: SourceMapping, key: string): SourceEntry | undefined {
    return mapping.entries.find((entry) => entry.key === key);
}

/** The place of a part of a scalar's text; of the whole scalar where its text does not stand verbatim in the document. */
export function partRange(scalar: SourceScalar, start: number, end: number): SourceRange {
    if (!scalar.verbatim) return scalar.range;
    const { offset, line, column } = scalar.textStart;
    // Verbatim text is on one line: YAML folds line breaks, and a block's text begins with an indent.
    return {
        start: offset + start,
        end: offset + end,
        line,
        column: column + start,
        endLine: line,
        endColumn: column + end,
    };
}

/** Takes a finding about a place of the document. */
export type Report = (range: SourceRange, finding: Omit<Finding, 'location'> & { code: ConfigFindingCode }) => void;
