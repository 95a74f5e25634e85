import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { UserError } from '../../core/findings/UserError';
import { type RecordScope, RecordStore, type StoredRecord } from '../../records';
import type { ExportOptions } from './requests';

/** Records between two pauses, in which other requests are answered. */
const TURN = 1_000;
/** Characters that are written at once. */
const CHUNK = 1 << 20;
/** Columns of CSV that say what happened to a record, after its own fields. */
const METADATA = ['first_seen_at', 'last_modified_at', 'last_action', 'deleted_at'] as const;

/**
 * Writes the records of a scope into a file, first seen first: JSON as an array with a record in each line, or CSV
 * (RFC 4180) with a column for each field that any record has. One record is in memory at a time; the file appears, or
 * is replaced, when all of it is written.
 *
 * @throws UserError `export_failed`, and those of the store
 */
export async function exportRecords(
    storeFolder: string,
    scope: RecordScope,
    { format, includeDeleted, file }: ExportOptions,
): Promise<{ records: number }> {
    const store = RecordStore.open(storeFolder, { readOnly: true });
    const temporary = `${file}.${process.pid}.tmp`;
    try {
        const records = () => store.eachRecord(scope, { includeDeleted });
        const writer = new TextFile(temporary);
        try {
            const written = format === 'json' ? await writeJson(records(), writer) : await writeCsv(records, writer);
            writer.close();
            renameSync(temporary, file);
            return { records: written };
        } finally {
            writer.close();
            rmSync(temporary, { force: true });
        }
    } catch (error) {
        throw error instanceof UserError ? error : exportFailed(file, error);
    } finally {
        store.close();
    }
}

async function writeJson(records: Iterable<StoredRecord>, file: TextFile): Promise<number> {
    let written = 0;
    file.write('[');
    for (const record of records) {
        file.write(`${written === 0 ? '' : ','}\n${JSON.stringify(record)}`);
        if (++written % TURN === 0) await turn();
    }
    file.write('\n]\n');
    return written;
}

/** Reads twice: the first line names every field. A record that comes in between may have others, which are left out. */
async function writeCsv(records: () => Iterable<StoredRecord>, file: TextFile): Promise<number> {
    const fields = new Set(['id']);
    let read = 0;
    for (const { _nango_metadata, ...record } of records()) {
        for (const field of Object.keys(record)) fields.add(field);
        if (++read % TURN === 0) await turn();
    }
    const names = [...fields];
    file.write(csvLine([...names, ...METADATA.map((name) => `_nango_metadata.${name}`)]));
    let written = 0;
    for (const record of records()) {
        const metadata = record._nango_metadata;
        file.write(csvLine([...names.map((name) => record[name]), ...METADATA.map((name) => metadata[name])]));
        if (++written % TURN === 0) await turn();
    }
    return written;
}

function csvLine(values: readonly unknown[]): string {
    return `${values.map(csvCell).join(',')}\r\n`;
}

/** Objects and lists as JSON; null and what is not there as nothing. */
function csvCell(value: unknown): string {
    if (value === undefined || value === null) return '';
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

function turn(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
}

function exportFailed(file: string, error: unknown): UserError {
    const reason = error instanceof Error ? error.message : String(error);
    return new UserError('export_failed', `${file} cannot be written: ${reason}.`, {
        advice: 'Choose another place, or make room there.',
    });
}

/** A new file that only its owner can read, written in large pieces. */
class TextFile {
    private descriptor: number | undefined;
    private waiting = '';

    constructor(path: string) {
        this.descriptor = openSync(path, 'w', 0o600);
    }

    write(text: string): void {
        this.waiting += text;
        if (this.waiting.length >= CHUNK) this.flush();
    }

    /** May be called twice. */
    close(): void {
        if (this.descriptor === undefined) return;
        try {
            this.flush();
        } finally {
            closeSync(this.descriptor);
            this.descriptor = undefined;
        }
    }

    private flush(): void {
        let bytes = Buffer.from(this.waiting);
        this.waiting = '';
        while (bytes.length > 0) bytes = bytes.subarray(writeSync(this.descriptor!, bytes));
    }
}
