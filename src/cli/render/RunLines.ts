import type { RunEvent, RunOutcome } from '../../protocol/events';
import { batchLine, GUTTER, httpLine, logLine, waitLine, warningLine } from './entries';
import type { Style, Tone } from './style';
import { duration, printableLine } from './text';

/** What is known of a run before its first event. */
export interface RunHeader {
    script: { integration: string; kind: string; name: string };
    connectionId: string;
    /** Where records are kept, in words: a folder, or that they are not. */
    recordsIn: string;
}

type Started = Extract<RunEvent, { type: 'started' }>;

const TONES: Record<RunOutcome['status'], Tone> = { succeeded: 'good', failed: 'bad', cancelled: 'warn' };

/** Turns a run's events into lines, in order; lines of nested runs are indented under the name of their script. */
export class RunLines {
    private readonly depths = new Map<string, number>();
    private readonly names = new Map<string, string>();

    constructor(
        private readonly header: RunHeader,
        private readonly style: Style,
    ) {}

    /** The lines of one event; none for an event that only the summary tells. */
    of(event: RunEvent): string[] {
        if (event.type === 'started') return this.started(event);
        const depth = this.depths.get(event.runId) ?? 0;
        const lines = this.lines(event, depth);
        return depth === 0 ? lines : lines.map((line) => indent(line, depth));
    }

    private lines(event: Exclude<RunEvent, Started>, depth: number): string[] {
        switch (event.type) {
            case 'log':
                return [logLine(event.entry, this.style)];
            case 'http':
                return [httpLine(event.attempt, this.style)];
            case 'wait':
                return [waitLine(event, this.style)];
            case 'batch':
                return [batchLine(event, this.style)];
            case 'warning':
                return [warningLine(event.warning, this.style)];
            case 'finished':
                return depth === 0 ? [] : [this.nestedEnd(event.runId, event.outcome)];
            case 'calling':
            case 'skipped':
                return [];
        }
    }

    private started(event: Started): string[] {
        const depth = event.parentRunId === undefined ? 0 : (this.depths.get(event.parentRunId) ?? 0) + 1;
        this.depths.set(event.runId, depth);
        if (depth === 0) return headerLines(this.header, event, this.style);
        const name = `${event.script.kind} ${event.script.integration}/${event.script.name}`;
        this.names.set(event.runId, name);
        return [indent(`${GUTTER}${this.style.paint('strong', `→ ${printableLine(name)}`)}`, depth)];
    }

    private nestedEnd(runId: string, outcome: RunOutcome): string {
        const name = printableLine(this.names.get(runId) ?? runId);
        const status = this.style.paint(TONES[outcome.status], outcome.status);
        const reason = outcome.error ? `: ${printableLine(outcome.error.message).slice(0, 500)}` : '';
        return `${GUTTER}← ${name} ${status} ${this.style.paint('dim', `in ${duration(outcome.durationMs)}`)}${reason}`;
    }
}

/** Who runs what, on which connection, where it is kept, and by which Node; ends with an empty line. */
export function headerLines(header: RunHeader, started: Pick<Started, 'node' | 'unavailable'>, style: Style): string[] {
    const { integration, kind, name } = header.script;
    const lacks = started.unavailable.length ? `, without ${started.unavailable.map(printableLine).join(', ')}` : '';
    const row = (title: string, text: string) => `${style.paint('dim', title.padEnd(12))}${text}`;
    return [
        `${style.paint('strong', printableLine(`${integration}/${name}`))} ${style.paint('dim', kind)}`,
        row('connection', printableLine(header.connectionId)),
        row('records', printableLine(header.recordsIn)),
        row('node', `${printableLine(started.node)}${style.paint('warn', lacks)}`),
        '',
    ];
}

function indent(line: string, depth: number): string {
    const space = '  '.repeat(depth);
    return space + line.replaceAll('\n', `\n${space}`);
}
