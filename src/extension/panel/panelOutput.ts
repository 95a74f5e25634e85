import type { PanelRun } from '../../protocol/panel';

/** Characters that the page shows; a document shows all. */
const LONGEST_OUTPUT = 100_000;

/** What a run returned, for the page. */
export function panelOutput(output: unknown): PanelRun['output'] {
    if (output === undefined) return undefined;
    const text = outputText(output);
    return { text: text.slice(0, LONGEST_OUTPUT), isCut: text.length > LONGEST_OUTPUT };
}

/** The same, whole. */
export function outputText(output: unknown): string {
    return JSON.stringify(output, null, 2) ?? String(output);
}
