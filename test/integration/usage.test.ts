import { expect, it } from 'vitest';
import { syncbench } from '../support/syncbench';

it.each([
    ['an unknown command', ['rn'], "Unknown command 'rn'.\n  Did you mean run?"],
    ['an unknown flag', ['run', 'x', '--jsn'], "Unknown option '--jsn'.\n  Did you mean --json?"],
    [
        'a script in the place of a command',
        ['demo/items'],
        "Unknown command 'demo/items'.\n  Did you mean syncbench run demo/items?",
    ],
    [
        'a script in two words',
        ['run', 'demo', 'items'],
        "Too many arguments for 'run'. Expected 1 argument but got 2.\n  Did you mean syncbench run demo/items? See",
    ],
    [
        'too many words',
        ['describe', 'a', 'b'],
        "Too many arguments for 'describe'. Expected 1 argument but got 2.\n  See",
    ],
    ['a folder that is not there', ['run', 'x', '--project', '/nowhere/at-all'], 'The folder /nowhere/at-all does not'],
    ['no script', ['run'], "Missing required argument 'script'.\n  See syncbench run --help."],
    [
        'an unknown kind',
        ['run', 'x', '--kind', 'hook'],
        '--kind is "hook", which is none of its values.\n  To choose from:\n  - sync',
    ],
])('wrong usage as text says what was meant: %s', async (_what, args, text) => {
    const { code, stdout, stderr } = await syncbench(args);
    expect(stderr).toContain(`error  ${text}`);
    expect([code, stdout]).toEqual([2, '']);
});
