import type { FindingCode } from '../../../src/core/findings/scriptFindings';
import { analyseFile } from '../../../src/language/analysis/analyseFile';
import type { FileRole, ScriptFinding } from '../../../src/language/analysis/types';

/** A source in which `[[…]]` marks the places of findings. */
export interface MarkedSource {
    text: string;
    marks: { start: number; end: number }[];
}

export function readMarks(marked: string): MarkedSource {
    const marks: MarkedSource['marks'] = [];
    const open: number[] = [];
    let text = '';
    for (const part of marked.split(/(\[\[|\]\])/)) {
        if (part === '[[') open.push(text.length);
        else if (part === ']]') marks.push({ start: open.pop()!, end: text.length });
        else text += part;
    }
    return { text, marks: marks.sort((a, b) => a.start - b.start) };
}

export const SYNC: FileRole = {
    form: 'classic',
    role: 'script',
    kinds: ['sync'],
    models: new Set(['Issue', 'Label', 'Unsaved']),
    outputs: new Set(['Issue', 'Label']),
    listed: true,
};
const { outputs: _, ...NO_OUTPUTS } = SYNC;
export const ACTION: FileRole = { ...NO_OUTPUTS, kinds: ['action'] };
export const ON_EVENT: FileRole = { ...ACTION, kinds: ['on-event'] };
export const HELPER: FileRole = { form: 'classic', role: 'helper', kinds: [], models: SYNC.models!, listed: true };
export const ZERO: FileRole = { form: 'zero-yaml', role: 'script', kinds: [], listed: true };
export const ZERO_HELPER: FileRole = { form: 'zero-yaml', role: 'helper', kinds: [], listed: true };

/** The findings of a marked source: those of one code, or all. */
export function findingsIn(marked: string, role: FileRole, code?: FindingCode): ScriptFinding[] {
    const { findings } = analyseFile('/project/demo/syncs/script.ts', readMarks(marked).text, role);
    return code === undefined ? findings : findings.filter((finding) => finding.code === code);
}

/** The source again, with marks where the findings are. */
export function remarked(marked: string, findings: readonly { start: number; end: number }[]): string {
    const { text } = readMarks(marked);
    const edges = findings.flatMap(({ start, end }) =>
        start === end
            ? [{ at: start, mark: '[[]]' }]
            : [
                  { at: start, mark: '[[' },
                  { at: end, mark: ']]' },
              ],
    );
    let result = text;
    for (const { at, mark } of edges.sort((a, b) => b.at - a.at || (a.mark === ']]' ? 1 : -1))) {
        result = result.slice(0, at) + mark + result.slice(at);
    }
    return result;
}

/** The source of a classic sync with this body. */
export const sync = (body: string) => `export default async function fetchData(nango: NangoSync) { ${body} }`;
export const action = (body: string) =>
    `export default async function runAction(nango: NangoAction, input: any) { ${body} }`;
export const zeroSync = (body: string, more = '') =>
    `import { createSync } from 'nango'; export default createSync({ models: { Issue: I, Label: L }, ${more} exec: async (nango) => { ${body} } });`;
export const zeroAction = (body: string) =>
    `import { createAction } from 'nango'; export default createAction({ exec: async (nango, input) => { ${body} } });`;
