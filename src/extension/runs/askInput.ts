import { exampleValue } from '../../core/models';
import type { ScriptEntry } from '../projects/readProject';
import type { VSCode } from '../vscodeTypes';

/** What a person answered: a value (perhaps undefined, for no input), or nothing at all. */
export type Answer = { value: unknown } | undefined;

/** Asks for an action's input as JSON, beginning with the last one or with what its model asks for. */
export async function askInput(vscode: VSCode, script: ScriptEntry, last: unknown): Promise<Answer> {
    const input = script.config?.input;
    const { integration, name } = script.script;
    return askJson(vscode, {
        title: vscode.l10n.t('Input of {0}/{1}', integration, name),
        prompt: input ? vscode.l10n.t('JSON of model {0}', input.name) : vscode.l10n.t('JSON; empty for none'),
        value: JSON.stringify(last ?? (input && exampleValue(input.type, script.project.models))) ?? '',
        isRequired: input !== undefined,
    });
}

interface JsonQuestion {
    title: string;
    prompt: string;
    value: string;
    isRequired?: boolean;
    /** Whether only an object will do. */
    isObject?: boolean;
}

/** Asks for JSON. An empty answer is `undefined` as a value. */
export async function askJson(vscode: VSCode, question: JsonQuestion): Promise<Answer> {
    const text = await vscode.window.showInputBox({
        title: question.title,
        prompt: question.prompt,
        value: question.value,
        ignoreFocusOut: true,
        validateInput: (typed) => jsonProblem(vscode, typed, question),
    });
    if (text === undefined) return undefined;
    return { value: text.trim() === '' ? undefined : JSON.parse(text) };
}

function jsonProblem({ l10n }: VSCode, text: string, { isObject, isRequired }: JsonQuestion): string | undefined {
    if (text.trim() === '') return isRequired ? l10n.t('The action takes an input.') : undefined;
    try {
        const value: unknown = JSON.parse(text);
        const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
        return isObject && !plain ? l10n.t('This must be an object.') : undefined;
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}
