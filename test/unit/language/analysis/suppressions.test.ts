import { describe, expect, test } from 'vitest';
import { findingsIn, SYNC } from '../markedSource';

/** Codes left of `console.log` in line 2 and `fetch` in line 3. */
function codesOf(first: string, behind: string, between: string): string[] {
    const source = `${first}\nconsole.log('x'); ${behind}\n${between}fetch('x');\nexport default async (nango) => {};`;
    return findingsIn(source, SYNC).map(({ code }) => code);
}

describe('a comment', () => {
    test.each<[rule: string, first: string, behind: string, between: string, left: string[]]>([
        ['without one nothing is silenced', '', '', '', ['console-call', 'missing-global']],
        ['alone on a line it counts for the file', '// syncbench-ignore console-call', '', '', ['missing-global']],
        ['without a code it counts for all', '// syncbench-ignore', '', '', []],
        ['with several codes', '// syncbench-ignore console-call, missing-global', '', '', []],
        ['behind code it counts for that line', '', '// syncbench-ignore console-call', '', ['missing-global']],
        [
            'of another code it silences nothing',
            '',
            '// syncbench-ignore other',
            '',
            ['console-call', 'missing-global'],
        ],
        ['for the next line', '// syncbench-ignore-next-line console-call', '', '', ['missing-global']],
        [
            'for the next line, from the end of a line',
            '',
            '// syncbench-ignore-next-line missing-global',
            '',
            ['console-call'],
        ],
        ['with a remark', '// syncbench-ignore-next-line console-call -- only locally', '', '', ['missing-global']],
        ['not in a string', 'const x = "syncbench-ignore console-call";', '', '', ['console-call', 'missing-global']],
    ])('%s', (_rule, first, behind, between, left) => {
        expect(codesOf(first, behind, between)).toEqual(left);
    });
});
