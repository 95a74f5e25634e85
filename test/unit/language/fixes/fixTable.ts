import { describe, expect, test } from 'vitest';
import type { FindingCode } from '../../../../src/core/findings/scriptFindings';
import { analyseFile } from '../../../../src/language/analysis/analyseFile';
import type { FileRole } from '../../../../src/language/analysis/types';
import { applyEdits } from '../../../../src/language/fixes/fixAll';
import { FileFixes } from '../../../../src/language/fixes/fixesFor';
import { SYNC } from '../markedSource';

type FixRow = [rule: string, source: string, fixed: string | undefined, title?: string | RegExp, role?: FileRole];

/** The text after the first fix (or the one with this title) of the first finding of a code; undefined where there is none. */
export function firstFix(
    code: FindingCode,
    source: string,
    title: string | RegExp = '',
    role: FileRole = SYNC,
): string | undefined {
    const finding = analyseFile('/p/demo/syncs/a.ts', source, role).findings.find((one) => one.code === code);
    if (!finding) throw new Error(`There is no ${code} in: ${source}`);
    const fixes = new FileFixes('/p/demo/syncs/a.ts', source, role).of(finding);
    const fix = fixes.find((one) => (typeof title === 'string' ? one.title.includes(title) : title.test(one.title)));
    return fix && applyEdits(source, fix.edits);
}

/** One test for each row: the source, and what the first fix of the first finding of this code makes of it. */
export function fixTable(code: FindingCode, rows: FixRow[]): void {
    describe(code, () => {
        test.each(rows)('%s', (_rule, source, fixed, title, role) => {
            expect(firstFix(code, source, title, role)).toBe(fixed);
        });
    });
}
