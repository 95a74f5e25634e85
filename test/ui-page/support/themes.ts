import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const THEMES = ['dark', 'light', 'hc-black', 'hc-light'] as const;
export type Theme = (typeof THEMES)[number];

/** Where the library has the variables of VS Code's own themes; the class that VS Code gives the body. */
const FILES: Record<Theme, { file: string; kind: string }> = {
    dark: { file: 'dark-v2', kind: 'vscode-dark' },
    light: { file: 'light-v2', kind: 'vscode-light' },
    'hc-black': { file: 'hc-dark', kind: 'vscode-high-contrast' },
    'hc-light': { file: 'hc-light', kind: 'vscode-high-contrast-light' },
};

const FONTS: [string, string][] = [
    ['--vscode-font-family', 'system-ui, Ubuntu, "Droid Sans", sans-serif'],
    ['--vscode-font-size', '13px'],
    ['--vscode-font-weight', 'normal'],
    ['--vscode-editor-font-family', '"Droid Sans Mono", monospace'],
    ['--vscode-editor-font-size', '14px'],
];

/** The variables that VS Code sets in a page, and the body's class. */
export async function themeOf(theme: Theme): Promise<{ variables: [string, string][]; kind: string }> {
    const { file, kind } = FILES[theme];
    const at = path.resolve('node_modules/@vscode-elements/webview-playground/dist/themes', `${file}.js`);
    const { theme: variables } = (await import(pathToFileURL(at).href)) as { theme: [string, string][] };
    return { variables: [...variables, ...FONTS], kind };
}
