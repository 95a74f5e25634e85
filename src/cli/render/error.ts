import type { RunError } from '../../protocol/events';
import type { Style } from './style';
import { hanging, prettyJson, printable, printableLine, truncated } from './text';

/** A place in a file, as an error names it. */
interface Place {
    file: string;
    line?: number;
    column?: number;
}

/** The text of one line of a source file (1-based), undefined where it cannot be read. */
export type SourceLine = (file: string, line: number) => string | undefined;

const LONGEST_MESSAGE = 10_000;
/** Types of errors that are an answer of the provider. */
const FAILED_CALL = /^script_(?:http|api_rate_limit)_error$/;
const LONGEST_PAYLOAD = 4_000;

/**
 * The block that says why a run failed: what, where, how it got there, what the script sent along, what to do.
 * @param isAnswered whether what the app receives is shown after it, which holds status and payload
 */
export function runErrorBlock(error: RunError, style: Style, sourceLine: SourceLine, isAnswered = false): string[] {
    const lines = [`${style.paint('bad', 'error')}  ${style.paint('strong', printableLine(error.type))}`];
    lines.push(indented(truncated(printable(error.message), LONGEST_MESSAGE, '--json shows all')));
    if (error.file !== undefined) lines.push(...placeLines(error as Place, style, sourceLine));
    for (const frame of error.frames) {
        if (frame.file === error.file && frame.line === error.line && frame.column === error.column && !frame.function)
            continue;
        const name = frame.function ? `in ${printableLine(frame.function)} ` : 'at ';
        lines.push(style.paint('dim', `  ${name}${placeText(frame, style)}`));
    }
    for (const related of error.related ?? []) {
        const place = related.file === undefined ? '' : ` ${style.paint('dim', placeText(related as Place, style))}`;
        lines.push(`  also: ${hanging(printable(related.message), '    ')}${place}`);
    }
    // Any other status is what the cloud would answer, and no call here had it.
    if (error.status !== undefined && FAILED_CALL.test(error.type) && !isAnswered)
        lines.push(`  ${style.paint('dim', 'status')}   ${error.status}`);
    if (!isAnswered && !isEmpty(error.payload) && !isSaid(error)) {
        const text = truncated(prettyJson(error.payload), LONGEST_PAYLOAD, '--json shows all');
        lines.push(`  ${style.paint('dim', 'payload')}  ${hanging(text, '           ')}`);
    }
    if (error.advice) lines.push(adviceLine(error.advice, style));
    return lines;
}

/** A mistake found before anything ran. */
export interface Mistake {
    code: string;
    message: string;
    advice?: string;
    location?: Place;
    candidates?: string[];
}

const MOST_CANDIDATES = 20;

/** What is printed for a mistake of the user: one sentence, its place, the names that would have been right, advice. */
export function mistakeBlock(mistake: Mistake, style: Style, sourceLine: SourceLine): string[] {
    const lines = [`${style.paint('bad', 'error')}  ${hanging(printable(mistake.message), '  ')}`];
    if (mistake.location) lines.push(...placeLines(mistake.location, style, sourceLine));
    // Advice that names them all already says it.
    const { advice = '' } = mistake;
    const named = mistake.candidates ?? [];
    const candidates = named.every((name) => advice.includes(name)) ? [] : named;
    if (candidates.length > 0) lines.push('  To choose from:');
    lines.push(...candidates.slice(0, MOST_CANDIDATES).map((name) => `  - ${printableLine(name)}`));
    if (candidates.length > MOST_CANDIDATES) lines.push(`  … and ${candidates.length - MOST_CANDIDATES} more`);
    if (mistake.advice) lines.push(adviceLine(mistake.advice, style));
    return lines;
}

/** One line of a notice that never stops a run. */
export function noticeLine(
    notice: { severity: string; message: string; location?: Place; advice?: string },
    style: Style,
): string {
    const tone = notice.severity === 'warning' ? 'warn' : 'notice';
    const place = notice.location ? `${placeText(notice.location, style)}: ` : '';
    const text = [notice.message, ...(notice.advice === undefined ? [] : [notice.advice])].join(' ');
    return `${style.paint(tone, notice.severity)}  ${place}${hanging(printable(text), '  ')}`;
}

/** `file:line:column`, as editors and terminals make clickable. */
export function placeText(place: Place, style: Style): string {
    const file = printableLine(style.file(place.file));
    if (place.line === undefined) return file;
    return place.column === undefined ? `${file}:${place.line}` : `${file}:${place.line}:${place.column}`;
}

function placeLines(place: Place, style: Style, sourceLine: SourceLine): string[] {
    return [`  at ${placeText(place, style)}`, ...excerpt(place, style, sourceLine)];
}

/** The line of source an error points to, with a caret under the column. */
function excerpt({ file, line, column }: Place, style: Style, sourceLine: SourceLine): string[] {
    const source = line === undefined || MAY_HOLD_SECRETS.test(file) ? undefined : sourceLine(file, line);
    if (source === undefined || line === undefined) return [];
    const number = `${line} | `;
    // A long line is cut around the column, so that the caret stays in sight.
    const from = column !== undefined && column > LONGEST_EXCERPT ? column - LONGEST_EXCERPT / 2 : 0;
    const shown = printableLine(source.slice(from, from + LONGEST_EXCERPT).replaceAll('\t', ' '));
    const lines = [`    ${style.paint('dim', number)}${shown}`];
    if (column !== undefined && column - 1 <= source.length) {
        lines.push(`    ${' '.repeat(number.length + column - 1 - from)}${style.paint('bad', '^')}`);
    }
    return lines;
}

const LONGEST_EXCERPT = 160;
/** Connection files and JSON arguments; their lines are not shown. */
const MAY_HOLD_SECRETS = /\.json$/i;

function adviceLine(advice: string, style: Style): string {
    return `  ${style.paint('notice', hanging(printable(advice), '  '))}`;
}

function indented(text: string): string {
    return `  ${hanging(text, '  ')}`;
}

/** Of an error that is none of Nango's, the payload says what the block says: name, message and stack. */
function isSaid({ type, payload }: RunError): boolean {
    if (type !== 'script_internal_error' && type !== 'script_network_error') return false;
    const more = Object.keys(payload as object).filter(
        (key) => !['name', 'message', 'stacktrace', 'code'].includes(key),
    );
    return more.length === 0;
}

function isEmpty(payload: unknown): boolean {
    if (payload === undefined || payload === null) return true;
    return typeof payload === 'object' && Object.keys(payload).length === 0;
}
