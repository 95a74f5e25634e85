import { describe, expect, it } from 'vitest';
import { GROUPINGS, groupedNumber } from '../../../../src/extension/results/groupedNumber';
import { relativeTime } from '../../../../src/extension/results/relativeTime';

const l10n = { t: (text: string, value?: unknown) => text.replace('{0}', String(value)) } as never;

describe('a number in the editor', () => {
    it.each([...Object.keys(GROUPINGS), 'de-ch', 'en-IN'])('is written as Intl writes it: %s', (language) => {
        for (const count of [0, 7, 999, 1_000, 9_999, 10_000, 123_456, 1_000_000, 1_234_567_890]) {
            expect(groupedNumber(language, count)).toBe(count.toLocaleString(language));
        }
    });
});

describe('how long ago something was', () => {
    const minute = 60_000;
    const day = 1_440 * minute;
    it.each([
        [-5_000, 'just now'],
        [59_999, 'just now'],
        [minute, '1 minute ago'],
        [59.9 * minute, '59 minutes ago'],
        [60 * minute, '1 hour ago'],
        [day - 1, '23 hours ago'],
        [day, 'yesterday'],
        [3 * day, '3 days ago'],
        [31 * day, 'last month'],
        [92 * day, '3 months ago'],
        [366 * day, 'last year'],
        [800 * day, '2 years ago'],
    ])('%d ms: %s', (elapsed, text) => {
        expect(relativeTime({ l10n }, 1e12, 1e12 + elapsed)).toBe(text);
    });
});
