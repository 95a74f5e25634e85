import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { missingFiles, parseConfig } from '../../../../src/core/config';
import { CONFIG_FINDINGS } from '../../../../src/core/findings/configFindings';
import { CONNECTION_FINDINGS } from '../../../../src/core/findings/connectionFindings';
import { SCRIPT_FINDINGS } from '../../../../src/core/findings/scriptFindings';
import { listScripts } from '../../../../src/core/project';
import { MemoryFiles } from '../project/memoryFiles';

const FOLDER = path.resolve(import.meta.dirname, '../../../../docs/findings');

/** The codes of what is found in a project of nothing but this file. */
async function codesIn(text: string): Promise<string[]> {
    const { config, findings } = parseConfig(text, '/p/nango.yaml');
    const project = { root: '/p', form: 'classic' } as const;
    const scripts = await listScripts(new MemoryFiles(path.posix, {}), project, config, path.posix);
    return [...findings, ...missingFiles(config, scripts, (file) => file)].map(({ code }) => code);
}

test('every code has a page, and every page a code', () => {
    const pages = readdirSync(FOLDER).filter((page) => page !== 'README.md');
    const codes = [...CONFIG_FINDINGS, ...Object.keys(SCRIPT_FINDINGS), ...Object.keys(CONNECTION_FINDINGS)];
    expect(pages.sort()).toEqual(codes.map((code) => `${code}.md`).sort());
});

describe.each(CONFIG_FINDINGS)('the page of %s', (code) => {
    const text = readFileSync(path.join(FOLDER, `${code}.md`), 'utf8');
    const [wrong, right] = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);

    test('is named for it, and named by the overview', () => {
        expect(text.split('\n')[0]).toBe(`# ${code}`);
        expect(readFileSync(path.join(FOLDER, 'README.md'), 'utf8')).toContain(`[${code}](${code}.md)`);
    });

    test('shows a file that has it, and how it is without', async () => {
        expect(await codesIn(wrong!)).toContain(code);
        if (right !== undefined) expect(await codesIn(right)).not.toContain(code);
    });
});
