import type { VSCode } from '../vscodeTypes';

/** What a person answered: a value (perhaps undefined, for none), or nothing at all. */
export type Answer = { value: unknown } | undefined;

interface JsonQuestion {
    title: string;
    prompt: string;
    value: string;
    /** Why an empty answer will not do; where it is absent, one is `undefined` as a value. */
    required?: string;
    /** Whether only an object will do. */
    isObject?: boolean;
}

/** Asks for JSON. */
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

function jsonProblem({ l10n }: VSCode, text: string, { isObject, required }: JsonQuestion): string | undefined {
    if (text.trim() === '') return required;
    try {
        const value: unknown = JSON.parse(text);
        const plain = typeof value === 'object' && value !== null && !Array.isArray(value);
        return isObject && !plain ? l10n.t('This must be an object.') : undefined;
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
}
