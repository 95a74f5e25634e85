import { expect, test } from 'vitest';
import { mistakeBlock, noticeLine, runErrorBlock } from '../../../../src/cli/render/error';
import { golden, PLAIN } from './style';

const source = (_file: string, line: number) => (line === 12 ? '\tconst user = await nango.get(x);' : undefined);
const none = () => undefined;

test('a run error says what, where with its source, how it got there, what came along, and what to do', () => {
    const error = {
        type: 'script_http_error',
        message: 'Request failed with status code 404',
        payload: { message: 'Not Found' },
        status: 404,
        advice: 'Check the endpoint.',
        file: '/project/github/syncs/issues.ts',
        line: 12,
        column: 27,
        frames: [
            { function: 'fetchData', file: '/project/github/syncs/issues.ts', line: 12, column: 27 },
            { file: '/project/github/mappers/map.ts', line: 3, column: 4 },
        ],
        related: [{ message: 'and this', file: '/project/a.ts', line: 1, column: 2 }],
    };
    expect(runErrorBlock(error, PLAIN, source).join('\n')).toBe(
        golden(`
            error  script_http_error
              Request failed with status code 404
              at github/syncs/issues.ts:12:27
                12 |  const user = await nango.get(x);
                                               ^
              in fetchData github/syncs/issues.ts:12:27
              at github/mappers/map.ts:3:4
              also: and this a.ts:1:2
              status   404
              payload  {
                         "message": "Not Found"
                       }
              Check the endpoint.
        `),
    );
});

test('an error without a place, payload or advice is two lines', () => {
    const error = { type: 'script_internal_error', message: 'a\nb', payload: {}, frames: [] };
    expect(runErrorBlock(error, PLAIN, none)).toEqual(['error  script_internal_error', '  a\n  b']);
});

test('a payload that only repeats the error, and a status that no call had, are left out', () => {
    const payload = { name: 'TypeError', message: 'boom', stacktrace: ['at a'] };
    const error = { type: 'script_internal_error', message: 'boom', payload, status: 500, frames: [] };
    expect(runErrorBlock(error, PLAIN, none)).toEqual(['error  script_internal_error', '  boom']);
});

test('the frame that the place already names is not repeated', () => {
    const place = { file: '/project/a.ts', line: 12, column: 1 };
    const lines = runErrorBlock({ type: 't', message: 'm', ...place, frames: [place] }, PLAIN, none);
    expect(lines.filter((line) => line.includes('a.ts'))).toHaveLength(1);
});

test('a payload of any size is cut', () => {
    const error = { type: 't', message: 'm', payload: { text: 'x'.repeat(100_000) }, frames: [] };
    expect(runErrorBlock(error, PLAIN, none).join('\n').length).toBeLessThan(4_300);
});

test('the caret of a long line stays in sight', () => {
    const line = `${'a'.repeat(400)}HERE${'b'.repeat(400)}`;
    const error = { type: 't', message: 'm', file: '/project/a.ts', line: 1, column: 401, frames: [] };
    const [, , , excerpt, caret] = runErrorBlock(error, PLAIN, () => line);
    expect(excerpt!.length).toBeLessThan(180);
    expect(excerpt!.slice(caret!.indexOf('^'))).toMatch(/^HERE/);
});

test('a mistake lists the names that would have been right, and no more than 20', () => {
    const candidates = Array.from({ length: 22 }, (_, index) => `github/s${index}`);
    const lines = mistakeBlock(
        { code: 'script_not_found', message: 'No such script.', candidates, advice: 'Try.' },
        PLAIN,
        none,
    );
    expect(lines[0]).toBe('error  No such script.');
    expect(lines.slice(1, 3)).toEqual(['  To choose from:', '  - github/s0']);
    expect(lines.slice(-2)).toEqual(['  … and 2 more', '  Try.']);
});

test('a mistake in a file shows its line', () => {
    const location = { file: '/project/nango.yaml', line: 12, column: 3 };
    expect(mistakeBlock({ code: 'c', message: 'Broken.', location }, PLAIN, () => 'a: [b').join('\n')).toBe(
        golden(`
            error  Broken.
              at nango.yaml:12:3
                12 | a: [b
                       ^
        `),
    );
});

test('names from outside cannot act on the terminal', () => {
    const lines = mistakeBlock(
        { code: 'c', message: 'a\x1b[2J', candidates: ['\x1b]0;x'], advice: '\x07' },
        PLAIN,
        none,
    );
    expect(lines).toEqual(['error  a\\x1b[2J', '  To choose from:', '  - \\x1b]0;x', '  \\x07']);
});

test('a notice names its place first', () => {
    const location = { file: '/project/nango.yaml', line: 3, column: 5 };
    expect(noticeLine({ severity: 'warning', message: 'Odd.', location }, PLAIN)).toBe('warning  nango.yaml:3:5: Odd.');
    expect(noticeLine({ severity: 'information', message: 'Odd.', advice: 'Even it.' }, PLAIN)).toBe(
        'information  Odd. Even it.',
    );
});
