import vm from 'node:vm';
import { describe, expect, it } from 'vitest';
import { readLogArguments, toText } from '../../../../src/runtime/sdk/logArguments';

const cycle: Record<string, unknown> = { a: 1 };
cycle.self = cycle;
const throwing = {
    get bad(): string {
        throw new Error('no');
    },
};

describe('nango.log reads its arguments as the cloud does (nango-semantics §3.6)', () => {
    it.each([
        ['a message', ['hi'], { level: 'info', message: 'hi', dropped: 0 }],
        ['a message and data', ['hi', { a: 1 }], { level: 'info', message: 'hi', meta: { a: 1 }, dropped: 0 }],
        ['options with a level', ['hi', { level: 'warn' }], { level: 'warn', message: 'hi', dropped: 0 }],
        [
            'data and options',
            ['hi', { a: 1 }, { level: 'error' }],
            { level: 'error', message: 'hi', meta: { a: 1 }, dropped: 0 },
        ],
        ['verbose means debug', ['hi', { level: 'verbose' }], { level: 'debug', message: 'hi', dropped: 0 }],
        ['silly means debug', ['hi', { level: 'silly' }], { level: 'debug', message: 'hi', dropped: 0 }],
        ['http means info', ['hi', { level: 'http' }], { level: 'info', message: 'hi', dropped: 0 }],
        ['an unknown level means info', ['hi', { level: 7 }], { level: 'info', message: 'hi', dropped: 0 }],
        [
            'data with a key `level` is swallowed as options',
            ['hi', { level: 'gold', n: 1 }],
            { level: 'info', message: 'hi', dropped: 0 },
        ],
        ['further arguments are dropped', ['a', 1, 2, 3], { level: 'info', message: 'a', meta: 1, dropped: 2 }],
        [
            'an array as data is keyed by index',
            ['a', ['x', 'y']],
            { level: 'info', message: 'a', meta: { 0: 'x', 1: 'y' }, dropped: 0 },
        ],
        ['an object as message is JSON', [{ a: 1 }], { level: 'info', message: '{"a":1}', dropped: 0 }],
        ['a number as message', [42], { level: 'info', message: '42', dropped: 0 }],
        ['undefined as message', [undefined], { level: 'info', message: 'undefined', dropped: 0 }],
    ])('%s', (_, args, expected) => {
        expect(readLogArguments(args)).toEqual(expected);
    });

    it('ignores a call without arguments, and one of options alone', () => {
        expect(readLogArguments([])).toBeUndefined();
        expect(readLogArguments([{ level: 'info' }])).toBeUndefined();
    });

    it('cuts a message at 99,000 bytes', () => {
        const { message } = readLogArguments(['ä'.repeat(60_000)])!;
        expect(message.endsWith('... (truncated)')).toBe(true);
        expect(Buffer.byteLength(message)).toBeLessThanOrEqual(99_015);
    });
});

describe('any value becomes text', () => {
    it.each([
        ['a cycle', cycle, '{"a":1,"self":"[Circular]"}'],
        ['an Authorization header', { Authorization: 'Bearer x' }, '{"Authorization":"REDACTED"}'],
        ['a Buffer', { body: Buffer.from('x') }, '{"body":"[Buffer]"}'],
        ['an error of our realm', new RangeError('too big'), '{"name":"RangeError","message":"too big"}'],
        [
            'an error of the script’s realm',
            vm.runInNewContext('new TypeError("x")'),
            '{"name":"TypeError","message":"x"}',
        ],
        ['a bigint', { n: 10n }, '{"n":10}'],
        ['a getter that throws', throwing, '[a value that cannot be shown]'],
        ['a revoked proxy', revoked(), '[a value that cannot be shown]'],
        ['null', null, 'null'],
    ])('%s', (_, value, expected) => {
        expect(toText(value)).toBe(expected);
    });
});

function revoked(): object {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
}
