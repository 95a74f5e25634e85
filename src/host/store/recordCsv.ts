import type { RecordText } from '../../records';
import type { ExportTurns } from './ExportTurns';
import type { TextFile } from './TextFile';

/** Columns that say what happened to a record, after its own fields. */
const CHANGES = ['first_seen_at', 'last_modified_at', 'last_action', 'deleted_at'] as const;
/** What a payload calls so is not shown, as the read API does not show it. */
const METADATA = '_nango_metadata';
/** Records whose fields are looked at before the first line is written. */
const FIRST = 1_000;

/**
 * Writes records as CSV (RFC 4180) with a column for each field that any record has. Fields that only come after the first
 * thousand records make it read all of them once more, for the first line has to name every field.
 * @param records reads from the first one on, each time that it is called
 * @returns how many were written
 */
export async function writeCsv(
    records: () => Iterable<RecordText>,
    file: TextFile,
    turns: ExportTurns,
): Promise<number> {
    const fields = new Set(['id']);
    await collectFields(records(), fields, turns, FIRST);
    const written = await writeLines(records(), file, fields, turns);
    if (written !== undefined) return written;
    file.clear();
    turns.again();
    await collectFields(records(), fields, turns, Number.POSITIVE_INFINITY);
    // A record that comes in between may have others, which are left out.
    return (await writeLines(records(), file, fields, turns, true)) ?? 0;
}

async function collectFields(records: Iterable<RecordText>, fields: Set<string>, turns: ExportTurns, most: number) {
    let read = 0;
    for (const record of records) {
        for (const field of Object.keys(record.payload())) if (field !== METADATA) fields.add(field);
        if (++read >= most) return;
        const pause = turns.read();
        if (pause) await pause;
    }
}

/** @returns how many, or undefined when a record has a field that the first line does not name, unless `mayLeaveOut` */
async function writeLines(
    records: Iterable<RecordText>,
    file: TextFile,
    fields: ReadonlySet<string>,
    turns: ExportTurns,
    mayLeaveOut = false,
): Promise<number | undefined> {
    const names = [...fields].slice(1);
    file.write(line([...fields, ...CHANGES.map((name) => `${METADATA}.${name}`)]));
    let written = 0;
    for (const record of records) {
        const payload = record.payload();
        if (!mayLeaveOut && hasOther(payload, fields)) return undefined;
        const changes = record.changes();
        let text = cell(record.id);
        for (const name of names) text += `,${cell(payload[name])}`;
        for (const name of CHANGES) text += `,${changes[name] ?? ''}`;
        file.write(`${text}\r\n`);
        written++;
        const pause = turns.wrote();
        if (pause) await pause;
    }
    return written;
}

function hasOther(payload: Record<string, unknown>, fields: ReadonlySet<string>): boolean {
    for (const field of Object.keys(payload)) if (!fields.has(field) && field !== METADATA) return true;
    return false;
}

function line(values: readonly string[]): string {
    return `${values.map(cell).join(',')}\r\n`;
}

/** Objects and lists as JSON; null and what is not there as nothing. */
function cell(value: unknown): string {
    if (value === undefined || value === null) return '';
    const text = typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value);
    return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
