import { lineFinder } from './lines';
import { RuleInput } from './RuleInput';
import { RULES } from './rules';
import { isSyncOnlyCall } from './rules/actions';
import { definitionFacts } from './rules/definitions';
import { importFacts } from './rules/imports';
import { ScriptSource } from './source/ScriptSource';
import { readSuppressions } from './suppressions';
import type { FileAnalysis, FileRole } from './types';

/**
 * Everything that one file's text tells: findings in its order, suppressed ones left out, and what it imports. Pure.
 *
 * @param file absolute path
 */
export function analyseFile(file: string, text: string, role: FileRole): FileAnalysis {
    return analyseSource(new ScriptSource(file, text), role);
}

/** The same for a file that is parsed already. */
export function analyseSource(source: ScriptSource, role: FileRole): FileAnalysis {
    const input = new RuleInput(source, role);
    for (const { start, length, messageText } of source.syntaxErrors) {
        const message = typeof messageText === 'string' ? messageText : messageText.messageText;
        input.report('syntax-error', { start, end: start + length }, { message });
    }
    for (const rule of RULES) rule(input);
    const lineStarts = source.tree.getLineStarts();
    const isSuppressed = readSuppressions(source.text, lineFinder(lineStarts));
    const definition = definitionFacts(input);
    return {
        ...(definition && { definition }),
        isScript: input.file.role === 'script',
        findings: input.findings.filter((finding) => !isSuppressed(finding)).sort((a, b) => a.start - b.start),
        imports: importFacts(input),
        syncOnlyCalls: input.nango.uses
            .filter(isSyncOnlyCall)
            .map(({ member, callee }) => ({ member, start: source.startOf(callee), end: callee.end })),
        lineStarts,
        isSuppressed,
    };
}
