import { describe, expect, test } from 'vitest';
import type { FindingCode } from '../../../src/core/findings/scriptFindings';
import type { FileRole } from '../../../src/language/analysis/types';
import { findingsIn, readMarks, remarked } from './markedSource';

/** What the row shows, its source (findings marked with `[[…]]`), and what the file is, when it is not what the table says. */
export type Row = [rule: string, source: string, role?: FileRole];

/**
 * One rule as a table: rows whose marked places, and only those, it must report, and rows in which it must be silent.
 */
export function ruleTable(
    code: FindingCode,
    role: FileRole,
    { flagged, silent }: { flagged: Row[]; silent: Row[] },
): void {
    describe(code, () => {
        test.each(flagged)('reports %s', (_rule, source, of = role) => {
            expect(readMarks(source).marks, 'the row marks no place').not.toEqual([]);
            expect(remarked(source, findingsIn(source, of, code))).toBe(source);
        });

        test.each(silent)('is silent about %s', (_rule, source, of = role) => {
            expect(remarked(source, findingsIn(source, of, code))).toBe(source);
        });
    });
}
