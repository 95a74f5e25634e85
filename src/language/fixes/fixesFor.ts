import type { FindingCode } from '../../core/findings/scriptFindings';
import { RuleInput } from '../analysis/RuleInput';
import { ScriptSource } from '../analysis/source/ScriptSource';
import type { FileRole, ScriptFinding } from '../analysis/types';
import { awaitFixes } from './awaitFixes';
import { consoleFixes, deprecatedFixes, memberFixes, modelFixes, recordFixes, retriesFixes } from './callFixes';
import { definitionLiteralFixes, modelNameFixes, propertyRemovalFixes } from './definitionFixes';
import { dynamicImportFixes } from './dynamicImportFixes';
import { disallowedImportFixes, specifierFixes } from './importFixes';
import { orderingFixes } from './orderingFixes';
import { defaultExportFixes, globalFixes, namedExportFixes, returnFixes } from './scriptFixes';
import { indentAt, lineBreakOf } from './surroundings';
import { type Fix, type Fixer, insertion, nodeAt } from './types';

const FIXERS: Partial<Record<FindingCode, Fixer>> = {
    'disallowed-import': disallowedImportFixes,
    'import-not-found': specifierFixes,
    'node-spelling': specifierFixes,
    'unawaited-call': awaitFixes,
    'unknown-model': modelFixes,
    'retry-on-without-retries': retriesFixes,
    'sync-returns-value': returnFixes,
    'console-call': consoleFixes,
    'missing-global': globalFixes,
    'record-without-id': recordFixes,
    'deprecated-call': deprecatedFixes,
    'unknown-member': memberFixes,
    'missing-default-export': defaultExportFixes,
    'named-export': namedExportFixes,
    'dynamic-import': dynamicImportFixes,
    'merging-strategy-order': orderingFixes,
    'track-deletes-order': orderingFixes,
    'model-not-in-output': modelFixes,
    'invalid-model-name': modelNameFixes,
    'definition-not-literal': definitionLiteralFixes,
    'invalid-frequency': modelFixes,
    'endpoint-count': propertyRemovalFixes,
    'track-deletes-incremental': propertyRemovalFixes,
};

/** The ways to mend findings of one file. Make one for a text, and ask it for as many findings as there are. */
export class FileFixes {
    private readonly input: RuleInput;

    constructor(file: string, text: string, role: FileRole) {
        this.input = new RuleInput(new ScriptSource(file, text), role);
    }

    /** The ways to mend a finding, the best first. */
    of(finding: ScriptFinding): Fix[] {
        const { input } = this;
        return FIXERS[finding.code]?.({ input, finding, node: nodeAt(input.source, finding) }) ?? [];
    }

    /** A comment that silences a finding from now on: on its line, or in the whole file. */
    suppressions({ code, start }: ScriptFinding): Fix[] {
        const { text } = this.input.source;
        const lineBreak = lineBreakOf(text);
        const lineStart = text.lastIndexOf('\n', start - 1) + 1;
        const comment = `${indentAt(text, start)}// syncbench-ignore-next-line ${code}${lineBreak}`;
        return [
            { title: `Ignore "${code}" here`, edits: [insertion(lineStart, comment)], preferred: false },
            {
                title: `Ignore "${code}" in this file`,
                edits: [insertion(0, `// syncbench-ignore ${code}${lineBreak}`)],
                preferred: false,
            },
        ];
    }
}
