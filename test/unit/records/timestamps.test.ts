import { describe, expect, it } from 'vitest';
import { fromIso, toIso } from '../../../src/records/timestamps';

describe('timestamps', () => {
    it.each([
        [0, '1970-01-01T00:00:00.000000Z'],
        [1, '1970-01-01T00:00:00.000001Z'],
        [1_767_225_600_123_456, '2026-01-01T00:00:00.123456Z'],
    ])('%i microseconds are %s, both ways', (micros, iso) => {
        expect(toIso(micros)).toBe(iso);
        expect(fromIso(iso)).toBe(micros);
    });

    it.each([
        ['2026-01-01', 1_767_225_600_000_000],
        ['2026-01-01T00:00:00.5Z', 1_767_225_600_500_000],
        ['2026-01-01T00:00:00.1234Z', 1_767_225_600_123_400],
        ['2026-01-01T00:00:00.1234567Z', 1_767_225_600_123_456],
        ['2026-01-01T01:00:00.123456+01:00', 1_767_225_600_123_456],
        ['soon', undefined],
    ])('reads %s', (iso, micros) => {
        expect(fromIso(iso)).toBe(micros);
    });
});
