import type {
    HttpAttempt,
    LogEntry,
    LogLevel,
    Mismatch,
    RecordCounts,
    RecordOperation,
    RunWarning,
} from '../../protocol/events';
import { wasNotSent } from '../../protocol/wasNotSent';
import type { Style, Tone } from './style';
import { compactJson, count, duration, hanging, printable, printableLine, size, truncated } from './text';

const LEVEL_TONES: Record<LogLevel, Tone> = { debug: 'dim', info: 'notice', warn: 'warn', error: 'bad' };

/** Characters of one message or its meta that a person is shown. */
const LONGEST_MESSAGE = 10_000;
const SEE_ALL = '--json shows all';

/** Room of the time at the start of a line, so that lines without one align. */
export const GUTTER = ' '.repeat('HH:MM:SS.mmm  '.length);

/** `12:00:01.123  info   message {"meta":1}`; further lines of the message hang under its first. */
export function logLine(entry: LogEntry, style: Style): string {
    const message = truncated(printable(entry.message), LONGEST_MESSAGE, SEE_ALL);
    const meta =
        entry.meta === undefined
            ? ''
            : ` ${style.paint('dim', truncated(compactJson(entry.meta), LONGEST_MESSAGE, SEE_ALL))}`;
    return `${stamp(entry.at, style)}${tag(entry.level, LEVEL_TONES[entry.level], style)}${origin(entry, style)}${hanging(message, TEXT_INDENT)}${meta}`;
}

/** Where the text of a log line starts. */
const TEXT_INDENT = `${GUTTER}${' '.repeat('error  '.length)}`;

function origin(entry: LogEntry, style: Style): string {
    if (entry.source === 'console') return style.paint('dim', '(console) ');
    return entry.source === 'syncbench' ? style.paint('dim', '(syncbench) ') : '';
}

/** `12:00:01.123  GET https://api.example.com/path?x=1  200  123 ms  4.1 kB` */
export function httpLine(attempt: HttpAttempt, style: Style): string {
    const parts = [`${style.paint('strong', printableLine(attempt.method))} ${printableLine(attempt.url)}`];
    if (wasNotSent(attempt)) {
        parts.push(style.paint('warn', 'not sent: --read-only'));
        return stamp(attempt.at, style) + parts.join('  ');
    }
    if (attempt.error) parts.push(style.paint('bad', `no response: ${transportError(attempt.error)}`));
    else if (attempt.status !== undefined) parts.push(style.paint(statusTone(attempt.status), String(attempt.status)));
    const facts = [duration(attempt.durationMs)];
    if (attempt.responseSize !== undefined) facts.push(size(attempt.responseSize));
    if (attempt.retry && attempt.retry.attempt > 0)
        facts.push(`retry ${attempt.retry.attempt} of ${attempt.retry.max}`);
    parts.push(style.paint('dim', facts.join('  ')));
    return stamp(attempt.at, style) + parts.join('  ');
}

function transportError(error: NonNullable<HttpAttempt['error']>): string {
    const message = printableLine(error.message);
    return error.code && !message.includes(error.code) ? `${printableLine(error.code)} ${message}` : message;
}

function statusTone(status: number): Tone {
    if (status < 300) return 'good';
    if (status < 400) return 'notice';
    return status < 500 ? 'warn' : 'bad';
}

export interface BatchView {
    at: string;
    operation: RecordOperation;
    model: string;
    records: number;
    counts: RecordCounts;
}

/** `12:00:01.200  batchSave GithubIssue 100: +98 ~1 =1` */
export function batchLine(batch: BatchView, style: Style): string {
    const changes = changeList(batch.counts, style);
    const call = `${style.paint('strong', batch.operation)} ${printableLine(batch.model)} ${count(batch.records)}`;
    return `${stamp(batch.at, style)}${call}${changes ? `: ${changes}` : ''}`;
}

/** `+98 ~1 =1 -2`: added, updated, unchanged, deleted; what is 0 is left out. */
export function changeList(counts: RecordCounts, style: Style): string {
    const parts: [number, string, Tone][] = [
        [counts.added, '+', 'good'],
        [counts.updated, '~', 'warn'],
        [counts.unchanged, '=', 'dim'],
        [counts.deleted, '-', 'bad'],
    ];
    return parts
        .filter(([value]) => value > 0)
        .map(([value, sign, tone]) => style.paint(tone, sign + count(value)))
        .join(' ');
}

export interface WaitView {
    ms: number;
    unscaledMs: number;
    reason: string;
    attempt: number;
    max: number;
}

/** `waiting 3.0 s before retry 1 of 3: the API limits its calls (429), and retry-after says when to go on` */
export function waitLine(wait: WaitView, style: Style): string {
    const scaled = wait.ms === wait.unscaledMs ? '' : ` (--retry-scale; in the cloud ${duration(wait.unscaledMs)})`;
    const text = `waiting ${duration(wait.ms)}${scaled} before retry ${wait.attempt} of ${wait.max}: ${waitReason(wait.reason)}`;
    return GUTTER + style.paint('warn', text);
}

/** A call that nobody has answered yet, the one that has been waited for longest; `calls` counts those like it. */
export interface AwaitedCall {
    method: string;
    url: string;
    waitedMs: number;
    calls: number;
}

/** `waiting 5.0 s for GET https://…`; the URL comes last, for a line that is cut. */
export function awaitedText({ method, url, waitedMs, calls }: AwaitedCall): string {
    const several = calls === 1 ? '' : `${count(calls)} calls, first `;
    return `waiting ${duration(waitedMs)} for ${several}${printableLine(method)} ${printableLine(url)}`;
}

/** A call that has not been answered for a while, on a line of its own. */
export function awaitedLine(call: AwaitedCall, style: Style): string {
    return GUTTER + style.paint('warn', awaitedText(call));
}

/** Why a retry waits, in words: the reason names a status and what asked for the wait, or a network error's code. */
function waitReason(reason: string): string {
    const [, digits, source] = /^status (\d{3})(?:, (.*))?$/s.exec(reason) ?? [];
    if (digits === undefined) return `no answer (${printableLine(reason)})`;
    const told = source === undefined ? '' : `, and ${printableLine(source)} says when to go on`;
    return `${statusReason(Number(digits))} (${digits})${told}`;
}

function statusReason(status: number): string {
    if (status === 429) return 'the API limits its calls';
    if (status === 401) return 'the API refused the credentials';
    return status >= 500 ? 'the API failed' : 'the API refused the call';
}

/** Different mismatches below their warning, beside the one that its message names. */
const MOST_MISMATCHES = 10;

/** A warning about the run as a whole; below it the mismatches that its message does not name. */
export function warningLine(warning: RunWarning, style: Style): string {
    const text = hanging(printable(warning.message), TEXT_INDENT);
    const line = `${GUTTER}${tag('warn', 'warn', style)}${text} ${style.paint('dim', `(${printableLine(warning.code)})`)}`;
    return [line, ...otherMismatches(warning.mismatches ?? [])].join(`\n${TEXT_INDENT}`);
}

function otherMismatches([_named, ...others]: Mismatch[]): string[] {
    const lines = others.slice(0, MOST_MISMATCHES).map(({ path, message, id, count: times }) => {
        const where = path === '' ? 'it' : path;
        const record = id === undefined ? '' : ` (id ${id})`;
        const often = times > 1 ? ` (${count(times)} times)` : '';
        return `- ${printableLine(`${where} ${message}${record}`)}${often}`;
    });
    const more = others.length - lines.length;
    return more > 0 ? [...lines, `… and ${more} more of other kinds; ${SEE_ALL}`] : lines;
}

function stamp(at: string, style: Style): string {
    return `${style.paint('dim', style.time(at))}  `;
}

function tag(word: string, tone: Tone, style: Style): string {
    return `${style.paint(tone, word)}${' '.repeat(Math.max(0, 7 - word.length))}`;
}
