import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProgram } from '../support/runProgram';
import { CLI } from '../support/syncbench';
import { json, type TestServer, testServer } from '../support/testServer';

const DOCUMENT = readFileSync('docs/first-script.md', 'utf8');
/** Every block of code: its language, its text, and the file that the line before it names. */
const BLOCKS = [...DOCUMENT.matchAll(/(?:^`([^`\n]+)`.*\n\n)?^```(\w+)\n([\s\S]*?)^```$/gm)].map(
    ([, file, language, text = '']) => ({ file, language, text }),
);
const SHELL = BLOCKS.filter(({ language }) => language === 'sh').map(({ text }) => text.trim().split('\n'));

let api: TestServer;
let root: string;

/** Does what the document's shell commands for folders do, on any system. */
beforeAll(async () => {
    api = await testServer((_request, response) =>
        json(response, [{ id: 7, name: 'node', stargazers_count: 100 }], 200, {
            link: `<${api.url}/orgs/nodejs/repos?page=2>; rel="next"`,
        }),
    );
    const home = mkdtempSync(path.join(os.tmpdir(), 'syncbench-first-'));
    const [mkdir, cd] = SHELL[0]!;
    for (const folder of mkdir!.split(' ').slice(2)) mkdirSync(path.join(home, folder), { recursive: true });
    root = path.join(home, cd!.split(' ')[1]!);
    for (const { file, text } of BLOCKS) if (file) writeFileSync(path.join(root, file), text);
});
afterAll(async () => {
    rmSync(path.dirname(root), { recursive: true });
    await api.close();
});

it('the first script does what the document says', async () => {
    const outputs: string[] = [];
    for (const command of SHELL[1]!) {
        const [, ...words] = command.split(' ');
        const local = words[0] === 'run' ? ['--base-url', api.url] : [];
        const { code, stdout, stderr } = await runProgram(process.execPath, [CLI, ...words, ...local], { cwd: root });
        expect(code, `${command}\n${stdout}${stderr}`).toBe(0);
        outputs.push(stdout);
    }
    const [check, first, records, second] = outputs;
    expect(check).toBe('No findings in 2 files in 1 project.\n');
    expect(first).toMatch(/\nRepository +1 +0 +0 +0\n/);
    expect(first).not.toMatch(/ warn .*mismatch/);
    expect(records).toMatch(/\n7 .*"stars":100/);
    expect(second).toMatch(/\nRepository +0 +0 +1 +0\n/);
    expect(api.requests).toEqual(['GET /orgs/nodejs/repos', 'GET /orgs/nodejs/repos']);
});

it('the document is short, and names every file that it writes', () => {
    expect(DOCUMENT.split('\n').length).toBeLessThanOrEqual(61);
    expect(BLOCKS.flatMap(({ file }) => file ?? [])).toEqual(['index.ts', 'github/syncs/repositories.ts']);
});
