import { describe, expect, it } from 'vitest';
import { Redactor } from '../../../../src/core/redaction/Redactor';
import type { RunScope } from '../../../../src/runtime/RunScope';
import { ScriptLog } from '../../../../src/runtime/sdk/ScriptLog';

function logger() {
    const lines: string[] = [];
    const warnings: string[] = [];
    const recorder = {
        log: (_source: string, level: string) => lines.push(level),
        warn: ({ code }: { code: string }) => warnings.push(code),
    };
    const log = new ScriptLog({ recorder, runtime: { redactor: new Redactor() } } as unknown as RunScope);
    const logged = () => {
        lines.length = 0;
        for (const level of ['debug', 'info', 'warn', 'error']) log.write(['line', { level }]);
        return lines.join(' ');
    };
    return { log, logged, warnings };
}

describe('setLogger (nango-semantics §3.4, §3.6)', () => {
    it.each([
        ['debug', 'debug info warn error'],
        ['info', 'info warn error'],
        ['warn', 'warn error'],
        ['error', 'error'],
        ['off', ''],
    ])('%s lets pass: %s', (level, expected) => {
        const { log, logged } = logger();
        log.setLevel(level);
        expect(logged()).toBe(expected);
    });

    it('every level passes before it is called', () => {
        expect(logger().logged()).toBe('debug info warn error');
    });

    it('a level may be lowered again, unless it is off', () => {
        const { log, logged } = logger();
        log.setLevel('error');
        log.setLevel('info');
        expect(logged()).toBe('info warn error');
        log.setLevel('off');
        log.setLevel('debug');
        expect(logged()).toBe('');
    });

    it('an unknown level changes nothing and is told of', () => {
        const { log, logged, warnings } = logger();
        log.setLevel('loud');
        log.setLevel(undefined);
        expect(logged()).toBe('debug info warn error');
        expect(warnings).toEqual(['unknown-log-level', 'unknown-log-level']);
    });
});
