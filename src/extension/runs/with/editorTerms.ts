import { Setting } from '../../ids';
import type { VSCode } from '../../vscodeTypes';
import type { RunChoices } from '../RunChoices';
import { choiceLabels } from './choiceLabels';

/** A flag of the terminal program, with the `<value>` that it may be written with; then whether an address follows. */
const FLAG = /(?<![\w-])--([a-z]+(?:-[a-z]+)*)( <[\w|]+>)?(?![\w-])(?=( https?:)?)/g;

/** Flags that are not called as their choices are. */
const RENAMED: Record<string, keyof RunChoices> = { 'allow-origin': 'allowOrigins' };

/** Flags that are settings in the editor. */
const SETTINGS: Record<string, string> = { 'retry-scale': `syncbench.${Setting.retryScale}` };

/** Flags of runs that the editor has nothing for. */
const TERMINAL_ONLY = new Set(['project', 'kind', 'store', 'ephemeral']);

/**
 * A text of the engine as the editor says it. The engine's texts name the flags of `syncbench run`; each is called here
 * as its line of Run With… or its setting is, or told to be one of the terminal.
 */
export function editorTerms(vscode: Pick<VSCode, 'l10n'>, text: string): string {
    if (!text.includes('--')) return text;
    const { t } = vscode.l10n;
    const labels: Record<string, string> = choiceLabels(vscode);
    return text.replace(FLAG, (flag: string, name: string, _value: unknown, address: string | undefined) => {
        const label = labels[RENAMED[name] ?? name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
        if (Object.hasOwn(SETTINGS, name)) return t('the setting {0}', SETTINGS[name]!);
        if (label !== undefined) return `${t('Run With… › {0}', label)}${address ? ':' : ''}`;
        return TERMINAL_ONLY.has(name) ? t('`syncbench run {0}` in a terminal', flag) : flag;
    });
}
