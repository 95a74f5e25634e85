import { Setting } from '../ids';

const NAMES = new Set<string>(Object.values(Setting));

/** The first of our settings that a text names, as `syncbench.…`. */
export function namedSetting(text: string): string | undefined {
    const named = [...text.matchAll(/\bsyncbench\.([\w.]*\w)/g)];
    return named.find(([, name]) => NAMES.has(name!))?.[0];
}

/** Shows a setting where it is changed. */
export const OPEN_SETTINGS = 'workbench.action.openSettings';
