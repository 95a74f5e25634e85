import type { Finding, Severity } from '../../core/findings/types';
import type { CheckedFile } from '../../language/check/checkProjects';
import { findingFact } from './findingFacts';
import type { RuleHelp } from './rulePages';

declare const SYNCBENCH_VERSION: string;

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
    error: 'error',
    warning: 'warning',
    information: 'note',
    hint: 'note',
};

/**
 * The findings as a SARIF 2.1.0 log, which code scanning services read. Places are relative to the checked folder.
 *
 * @param pageOf the page that explains a code
 */
export function sarifLog(
    checked: readonly CheckedFile[],
    folder: string,
    pageOf: (code: string) => RuleHelp | undefined,
) {
    const findings = checked.flatMap((file) => file.findings);
    const rules = [...new Set(findings.map(({ code }) => code))].sort();
    return {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
            {
                tool: {
                    driver: {
                        name: 'syncbench',
                        version: SYNCBENCH_VERSION,
                        rules: rules.map((id) => sarifRule(id, pageOf(id))),
                    },
                },
                columnKind: 'utf16CodeUnits',
                originalUriBaseIds: { ROOT: { description: { text: 'The folder that was checked.' } } },
                results: findings.map((finding) => sarifResult(finding, rules, folder)),
            },
        ],
    };
}

function sarifRule(id: string, help: RuleHelp | undefined) {
    const [first = ''] = help?.text.split('\n\n').slice(1) ?? [];
    const description = { text: first.replaceAll('\n', ' ') };
    return { id, name: id, ...(help && { shortDescription: description, fullDescription: description, help }) };
}

function sarifResult(finding: Finding, rules: readonly string[], folder: string) {
    const { file, line, column, endLine, endColumn } = findingFact(finding, folder);
    const advice = finding.advice === undefined ? '' : ` ${finding.advice}`;
    const uri = file.split('/').map(encodeURIComponent).join('/');
    return {
        ruleId: finding.code,
        ruleIndex: rules.indexOf(finding.code),
        level: LEVELS[finding.severity],
        message: { text: `${finding.message}${advice}` },
        locations: [
            {
                physicalLocation: {
                    artifactLocation: { uri, uriBaseId: 'ROOT' },
                    region: { startLine: line, startColumn: column, endLine, endColumn },
                },
            },
        ],
    };
}
