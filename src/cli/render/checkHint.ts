import { isFoundByCheck } from '../../core/findings/isFoundByCheck';
import { shellWord } from './shellWord';
import type { Style } from './style';

/**
 * After a failure that `check` has a finding for: its command line, which may find more. Empty for any other failure.
 * @param projectFlags the flags by which `check` finds the project from here, as words
 */
export function checkHint(
    failure: { type: string; message: string; advice?: string },
    projectFlags: readonly string[],
    style: Style,
): string[] {
    if (!isFoundByCheck(failure)) return [];
    const command = ['syncbench', 'check', ...projectFlags].map((word) => shellWord(word)).join(' ');
    return [style.paint('dim', `Find this and more like it without a run: ${command}`)];
}
