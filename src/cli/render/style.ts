import { styleText } from 'node:util';

/** What a piece of text means; the palette decides how it looks. */
export type Tone = 'plain' | 'dim' | 'strong' | 'good' | 'notice' | 'warn' | 'bad';

/** Everything rendering needs to know about where its text goes. Rendering itself reads nothing from the process. */
export interface Style {
    paint(tone: Tone, text: string): string;
    /** Time of day of an ISO 8601 instant, `HH:MM:SS.mmm`. */
    time(iso: string): string;
    /** Date and time of an ISO 8601 instant, `YYYY-MM-DD HH:MM:SS`. */
    date(iso: string): string;
    /** Columns of the terminal; Infinity where nothing needs to be cut. */
    width: number;
    /** A file's name as it is shown: relative to the working folder where that is shorter. */
    file(path: string): string;
}

const FORMATS = {
    plain: undefined,
    dim: 'dim',
    strong: 'bold',
    good: 'green',
    notice: 'cyan',
    warn: 'yellow',
    bad: 'red',
} as const;

/** Paints with ANSI colours, or not at all. */
export function painter(colour: boolean): Style['paint'] {
    if (!colour) return (_tone, text) => text;
    return (tone, text) => {
        const format = FORMATS[tone];
        return format && text ? styleText(format, text, { validateStream: false }) : text;
    };
}

/** The time of day where the reader is. */
export function localTime(iso: string): string {
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) return '--:--:--.---';
    return `${clock(date)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** Date and time where the reader is. */
export function localDate(iso: string): string {
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) return '---------- --:--:--';
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${clock(date)}`;
}

function clock(date: Date): string {
    return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

function two(value: number): string {
    return String(value).padStart(2, '0');
}
