import type { QuickPickItem } from 'vscode';
import type { ScriptEntry } from '../../projects/readProject';
import type { VSCode } from '../../vscodeTypes';
import { askJson } from '../askJson';
import type { RunChoices } from '../RunChoices';
import type { RunServices } from '../startRun';

/** A line of the menu: what a run can be given, with what it is now, and how that is changed. The one that runs has no `change`. */
export type RunLine = QuickPickItem & { change?: () => Promise<Partial<RunChoices> | undefined> };

/** What lines are made from. */
export interface LineSource {
    services: RunServices;
    script: ScriptEntry;
    choices: RunChoices;
}

/** Characters of a value that a line shows. */
const LONGEST_VALUE = 80;

/** A value as a line shows it. */
export function shortJson(value: unknown): string {
    const text = JSON.stringify(value);
    return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** A line for a JSON object; an empty answer takes it away. */
export function objectLine(
    vscode: VSCode,
    line: Pick<TextLine, 'icon' | 'label' | 'otherwise' | 'prompt'> & {
        /** What the question is called. */
        title: string;
        value: Record<string, unknown> | undefined;
        change: (value: Record<string, unknown> | undefined) => Partial<RunChoices>;
    },
): RunLine {
    const { icon, label, otherwise, title, prompt, value, change } = line;
    return {
        label,
        iconPath: new vscode.ThemeIcon(icon),
        description: value ? shortJson(value) : otherwise,
        change: async () => {
            const shown = value ? JSON.stringify(value) : '';
            const answer = await askJson(vscode, { title, prompt, value: shown, isObject: true });
            return answer && change(answer.value as Record<string, unknown> | undefined);
        },
    };
}

interface TextLine {
    icon: string;
    label: string;
    /** As it is now; shown as it is. */
    value: string | undefined;
    /** What is so while there is no value. */
    otherwise: string;
    prompt: string;
    /** What the question begins with when there is no value. */
    beginning?: string;
    /** What is wrong with what is being typed, if anything. */
    problem?: (text: string) => string | undefined;
    change: (text: string | undefined) => Partial<RunChoices>;
}

/** A line for a text; an empty answer takes the value away. */
export function textLine(vscode: VSCode, line: TextLine): RunLine {
    const { label, icon, value, otherwise, prompt, beginning = '', problem, change } = line;
    return {
        label,
        iconPath: new vscode.ThemeIcon(icon),
        description: value ?? otherwise,
        change: async () => {
            const text = await vscode.window.showInputBox({
                title: label,
                prompt,
                value: value ?? beginning,
                ignoreFocusOut: true,
                validateInput: (typed) => (typed.trim() === '' ? undefined : problem?.(typed.trim())),
            });
            return text === undefined ? undefined : change(text.trim() || undefined);
        },
    };
}

/** A line for a number of things, at least 1; an empty answer takes it away. */
export function countLine(
    vscode: VSCode,
    line: Pick<TextLine, 'icon' | 'label' | 'prompt'> & {
        value: number | undefined;
        change: (count: number | undefined) => Partial<RunChoices>;
    },
): RunLine {
    const { t } = vscode.l10n;
    return textLine(vscode, {
        ...line,
        value: line.value?.toString(),
        otherwise: t('all'),
        problem: (text) =>
            /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text)) ? undefined : t('A whole number from 1 on.'),
        change: (text) => line.change(text === undefined ? undefined : Number(text)),
    });
}

/** A line that is on or off; choosing it turns it. */
export function switchLine(
    vscode: VSCode,
    line: {
        icon: string;
        label: string;
        isOn: boolean | undefined;
        on: string;
        off: string;
        change: (isOn: true | undefined) => Partial<RunChoices>;
    },
): RunLine {
    const { icon, label, isOn, on, off, change } = line;
    return {
        label,
        iconPath: new vscode.ThemeIcon(icon),
        description: isOn ? on : off,
        change: async () => change(isOn ? undefined : true),
    };
}

/** A date, or a date with a time, in ISO 8601. */
export function isIsoDate(text: string): boolean {
    return /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(text) && !Number.isNaN(Date.parse(text));
}
