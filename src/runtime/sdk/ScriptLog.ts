import { LIMITS } from '../../core/policy/limits';
import type { LogLevel } from '../../protocol/events';
import type { RunScope } from '../RunScope';
import { readLogArguments } from './logArguments';

const RANK: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 };

/** `nango.log` and `nango.setLogger` (nango-semantics §3.6). Every level is kept until the script says otherwise. */
export class ScriptLog {
    private level: LogLevel | 'off' = 'debug';

    constructor(private readonly scope: RunScope) {}

    /** Lines below the level are dropped from now on; once a logger is off it stays off (§3.4). */
    setLevel(level: unknown): void {
        if (this.level === 'off') return;
        if (level === 'off' || (typeof level === 'string' && Object.hasOwn(RANK, level))) {
            this.level = level as LogLevel | 'off';
            return;
        }
        const message = `nango.setLogger knows the levels debug, info, warn, error and off; ${JSON.stringify(level)} changes nothing.`;
        this.scope.recorder.warn({ code: 'unknown-log-level', message });
    }

    write(args: unknown[]): void {
        const call = readLogArguments(args);
        if (!call || this.level === 'off' || RANK[call.level] < RANK[this.level]) return;
        const { recorder, runtime } = this.scope;
        if (call.dropped > 0) {
            const message = 'nango.log takes a message and one object; the cloud drops further arguments.';
            recorder.warn({ code: 'log-arguments-dropped', message });
        }
        if (call.message.length > LIMITS.logMessageCharacters) {
            const message = `The cloud cuts log messages at ${LIMITS.logMessageCharacters} characters; they are whole here.`;
            recorder.warn({ code: 'log-message-long', message });
        }
        const meta = call.meta === undefined ? undefined : runtime.redactor.value(call.meta);
        recorder.log('script', call.level, runtime.redactor.text(call.message), meta);
    }
}
