import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askYesNo } from '../../../src/cli/askYesNo';

test.each<[typed: string, answer: boolean]>([
    ['y\n', true],
    ['Yes\n', true],
    ['n\n', false],
    [' NO \n', false],
])('%j is an answer', async (typed, answer) => {
    const input = new PassThrough();
    const asked = askYesNo('Sure?', input, new PassThrough());
    input.write(typed);
    expect(await asked).toBe(answer);
});

test('anything else is asked again', async () => {
    const input = new PassThrough();
    const output = new PassThrough();
    const asked = askYesNo('Sure?', input, output);
    let shown = '';
    output.on('data', (chunk) => {
        shown += chunk;
        if (shown.match(/Sure\?/g)?.length === 2) input.write('y\n');
    });
    input.write('perhaps\n');
    expect(await asked).toBe(true);
});

test('the end of the input is no answer', async () => {
    const input = new PassThrough();
    const asked = askYesNo('Sure?', input, new PassThrough());
    input.end();
    expect(await asked).toBeUndefined();
});
