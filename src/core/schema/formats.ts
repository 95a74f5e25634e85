const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/i;

/** Formats of text that are checked; others are not (draft 7 leaves that open). A Map: schemas come from outside. */
const FORMATS: ReadonlyMap<string, (text: string) => boolean> = new Map([
    ['date', (text) => DATE.test(text)],
    ['time', (text) => TIME.test(text)],
    ['date-time', isDateTime],
    ['email', (text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)],
    ['uuid', (text) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)],
    ['uri', (text) => URL.canParse(text)],
    ['ipv4', (text) => /^((25[0-5]|2[0-4]\d|1?\d?\d)(\.(?!$)|$)){4}$/.test(text)],
]);

/** Whether a text has a format; true for a format that is not known. */
export function hasFormat(text: string, format: string): boolean {
    return FORMATS.get(format)?.(text) ?? true;
}

function isDateTime(text: string): boolean {
    const [date, time, ...more] = text.split(/[Tt ]/);
    return more.length === 0 && DATE.test(date ?? '') && TIME.test(time ?? '');
}
