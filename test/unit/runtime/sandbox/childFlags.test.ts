import { expect, it } from 'vitest';
import { childExecArgv } from '../../../../src/runtime/sandbox/childFlags';

const common = ['--disallow-code-generation-from-strings', '--no-addons'];
const options = { allowRead: ['/program', '/a b'], allowWrite: ['/store'], memoryMegabytes: 512 };
const files = ['--allow-fs-read=/program', '--allow-fs-read=/a b', '--allow-fs-write=/store'];

it.each([
    ['Node 24', [...common, '--permission'], [...common, '--permission', ...files], []],
    ['Node 22.13', [...common, '--permission', '--experimental-permission'], [...common, '--permission', ...files], []],
    [
        'a Node with the older name',
        [...common, '--experimental-permission'],
        [...common, '--experimental-permission', ...files],
        [],
    ],
    [
        'a Node that restricts the network, too',
        [...common, '--permission', '--allow-net'],
        [...common, '--permission', ...files, '--allow-net'],
        [],
    ],
    ['an executable without permissions', common, common, ['access to files and child processes is not restricted']],
    [
        'an executable that knows no flag',
        [],
        [],
        [
            'code made from text is not blocked',
            'native add-ons are not blocked',
            'access to files and child processes is not restricted',
        ],
    ],
])('%s gets the flags it has, and the rest is named', (_, available, execArgv, unavailable) => {
    expect(childExecArgv({ ...options, available: new Set(available) })).toEqual({
        execArgv: [...execArgv, '--max-old-space-size=512', '--max-semi-space-size=16'],
        unavailable,
    });
});

it.each([
    [true, ['--use-system-ca'], true],
    [true, [], false],
    [false, ['--use-system-ca'], false],
])('system certificates wanted %s, flags %j: trusted %s', (systemCertificates, available, expected) => {
    const { execArgv } = childExecArgv({ ...options, systemCertificates, available: new Set(available) });
    expect(execArgv.includes('--use-system-ca')).toBe(expected);
});
