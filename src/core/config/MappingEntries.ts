import type { Report, SourceEntry, SourceNode, SourceRange } from '../models/source';

/** Collects a mapping's entries: a key comes once, and own keys win over merged ones. */
export class MappingEntries {
    /** A Map, so that a key such as `__proto__` is nothing special. */
    private readonly entries = new Map<string, SourceEntry>();
    private readonly own = new Map<string, SourceRange>();

    constructor(private readonly report: Report) {}

    /** Adds a key written in the mapping itself. Of two equal keys the first is kept and the second reported. */
    add(entry: SourceEntry): void {
        const first = this.own.get(entry.key);
        if (first) {
            this.report(entry.keyRange, {
                code: 'duplicate_key',
                severity: 'error',
                message: `The key "${entry.key}" is already used in line ${first.line}.`,
                advice: 'Rename one of the two, or remove it.',
            });
            return;
        }
        this.own.set(entry.key, entry.keyRange);
        this.entries.set(entry.key, entry);
    }

    /** Adds what `<<` refers to: a mapping or a list of them, of which the first wins. */
    merge(source: SourceNode, keyRange: SourceRange): void {
        const sources = source.kind === 'list' ? source.items : [source];
        for (const node of sources) {
            if (node.kind !== 'mapping') {
                this.report(keyRange, {
                    code: 'yaml_syntax',
                    severity: 'error',
                    message: 'Only mappings can be merged with "<<".',
                });
                continue;
            }
            for (const entry of node.entries) {
                if (!this.entries.has(entry.key)) this.entries.set(entry.key, entry);
            }
        }
    }

    list(): SourceEntry[] {
        return [...this.entries.values()];
    }
}
