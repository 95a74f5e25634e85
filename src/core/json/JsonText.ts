import { findNodeAtLocation, type ParseError, parse, parseTree } from 'jsonc-parser';

/** Lines and columns are 1-based; the end is exclusive. */
export interface Place {
    line: number;
    column: number;
    endLine: number;
    endColumn: number;
}

/** The way to a value: keys and indexes. */
export type FieldPath = readonly PropertyKey[];

/** A JSON text and where things stand in it. */
export class JsonText {
    private readonly lineStarts: number[];
    private tree: ReturnType<typeof parseTree> | null = null;

    constructor(private readonly text: string) {
        this.lineStarts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    }

    /** Where a text that is no JSON is wrong. V8 does not always say where. */
    firstError(): Place {
        const errors: ParseError[] = [];
        parse(this.text, errors, { disallowComments: true, allowTrailingComma: false });
        const [first] = errors;
        return this.place(first?.offset ?? 0, first?.length ?? 0);
    }

    /** Where a field's name stands, or an item of a list; of what encloses it where it is not there. */
    placeOf(field: FieldPath): Place {
        const node = this.nodeAt(field);
        if (!node) return this.placeAround(field);
        const { offset, length } = node.parent?.type === 'property' ? node.parent.children![0]! : node;
        return this.place(offset, length);
    }

    /** Where a field's value stands, as `placeOf`. */
    placeOfValue(field: FieldPath): Place {
        const node = this.nodeAt(field);
        return node ? this.place(node.offset, node.length) : this.placeAround(field);
    }

    private placeAround(field: FieldPath): Place {
        return field.length > 1 ? this.placeOf(field.slice(0, -1)) : this.place(0, 0);
    }

    private nodeAt(field: FieldPath) {
        if (field.length === 0) return undefined;
        if (this.tree === null) this.tree = parseTree(this.text);
        const path = field.map((key) => (typeof key === 'number' ? key : String(key)));
        return this.tree && findNodeAtLocation(this.tree, path);
    }

    private place(offset: number, length: number): Place {
        const start = this.at(offset);
        const end = this.at(offset + length);
        return { ...start, endLine: end.line, endColumn: end.column };
    }

    private at(offset: number): { line: number; column: number } {
        const after = this.lineStarts.findIndex((start) => start > offset);
        const line = after === -1 ? this.lineStarts.length : after;
        return { line, column: offset - this.lineStarts[line - 1]! + 1 };
    }
}
