import { expect, test } from 'vitest';
import { shellWord } from '../../../../src/cli/render/shellWord';

test.each<[string, NodeJS.Platform, string]>([
    ['a/b-c.d', 'linux', 'a/b-c.d'],
    ['my project', 'linux', "'my project'"],
    ["it's", 'linux', "'it'\\''s'"],
    ['$(rm)', 'darwin', "'$(rm)'"],
    ['', 'linux', "''"],
    ['C:\\a\\b', 'win32', 'C:\\a\\b'],
    ['C:\\my project', 'win32', '"C:\\my project"'],
    ['C:\\a', 'linux', "'C:\\a'"],
])('%s on %s is written %s', (word, platform, expected) => {
    expect(shellWord(word, platform)).toBe(expected);
});
