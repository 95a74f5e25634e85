import { exampleValue } from '../../core/models';
import type { ScriptEntry } from '../projects/readProject';
import type { VSCode } from '../vscodeTypes';
import { type Answer, askJson } from './askJson';

/** Asks for an action's input as JSON, beginning with the last one or with what its model asks for. */
export async function askInput(vscode: VSCode, script: ScriptEntry, last: unknown): Promise<Answer> {
    const input = script.config?.input;
    const { integration, name } = script.script;
    return askJson(vscode, {
        title: vscode.l10n.t('Input of {0}/{1}', integration, name),
        prompt: input ? vscode.l10n.t('JSON of model {0}', input.name) : vscode.l10n.t('JSON; empty for none'),
        value: JSON.stringify(last ?? (input && exampleValue(input.type, script.project.models))) ?? '',
        required: input && vscode.l10n.t('The action takes an input.'),
    });
}
