import type { LastAction, StoredRecord } from '../../records/types';

/** What the tree keeps of a record. A page of records may be large; this is not. */
export interface RecordSummary {
    id: string;
    /** What a person would know it by; undefined when no field tells. */
    name: string | undefined;
    action: LastAction;
    /** When it last changed; milliseconds since the epoch. */
    at: number;
}

/** Fields that name things in the APIs that are synced, the most telling first; compared in lower case without `_`. */
const TELLING = [
    ...['name', 'title', 'fullname', 'displayname', 'subject', 'summary', 'label', 'email', 'emailaddress'],
    ...['login', 'username', 'handle', 'key', 'slug', 'number', 'code', 'filename', 'path', 'url', 'description'],
];
const LONGEST_NAME = 80;

export function summarise(record: StoredRecord): RecordSummary {
    const { id, _nango_metadata: metadata } = record;
    return {
        id,
        name: tellingValue(record),
        action: metadata.last_action,
        at: Date.parse(metadata.last_modified_at),
    };
}

/** The value of the field that a person would know a record by, on one line. */
export function tellingValue(record: Record<string, unknown>): string | undefined {
    const fields = new Map<string, string>();
    for (const [key, value] of Object.entries(record)) {
        const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? oneLine(value) : '';
        const name = key.toLowerCase().replaceAll('_', '');
        if (text !== '' && text !== String(record.id) && !fields.has(name)) fields.set(name, text);
    }
    const [first, last] = [fields.get('firstname'), fields.get('lastname')];
    const found = TELLING.map((name) => fields.get(name)).find((text) => text !== undefined);
    const person = [first, last].filter(Boolean).join(' ');
    const hasOwnName = ['name', 'title', 'fullname', 'displayname'].some((name) => fields.has(name));
    return person !== '' && !hasOwnName ? cut(person) : found && cut(found);
}

/** Reads no more of a value than is shown of it. */
function oneLine(value: string): string {
    return value
        .slice(0, 4 * LONGEST_NAME)
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim();
}

function cut(text: string): string {
    return text.length <= LONGEST_NAME ? text : `${text.slice(0, LONGEST_NAME - 1)}…`;
}
