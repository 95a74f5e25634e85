import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkConnectionFiles } from '../../../../src/core/connection/checkConnectionFolder';
import { CONNECTION_FINDINGS } from '../../../../src/core/findings/connectionFindings';
import { MemoryFiles } from '../project/memoryFiles';

const FOLDER = path.resolve(import.meta.dirname, '../../../../docs/findings');
const GITHUB = { name: 'github', auth_mode: 'OAUTH2' };

/** The codes of what is found in a shared file `page.json` of a project that has the integration `github`. */
async function codesIn(text: string): Promise<string[]> {
    const files = new MemoryFiles(path.posix, {
        '/p/syncbench/connections/github.json': '{ "connection_id": "octo", "provider_config_key": "github" }',
        '/p/syncbench/connections/page.json': text,
    });
    const found = await checkConnectionFiles({ root: '/p', form: 'classic' }, files, path.posix, {
        providers: { get: async (name) => (name === 'github' ? GITHUB : undefined), names: async () => ['github'] },
        integrations: new Set(['github']),
    });
    return (found.get('/p/syncbench/connections/page.json') ?? []).map(({ code }) => code);
}

describe.each(Object.keys(CONNECTION_FINDINGS))('the page of %s', (code) => {
    const text = readFileSync(path.join(FOLDER, `${code}.md`), 'utf8');
    const [wrong, right] = [...text.matchAll(/^```json\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);

    test('is named for it, and named by the overview', () => {
        expect(text.split('\n')[0]).toBe(`# ${code}`);
        expect(readFileSync(path.join(FOLDER, 'README.md'), 'utf8')).toContain(`[${code}](${code}.md)`);
    });

    test.skipIf(wrong === undefined)('shows a file that has it, and how it is without anything', async () => {
        expect(await codesIn(wrong!)).toContain(code);
        expect(await codesIn(right!)).toEqual([]);
    });
});
