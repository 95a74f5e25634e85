import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runProgram } from '../support/runProgram';
import { CLI } from '../support/syncbench';

const DOCUMENT = readFileSync('docs/first-script.md', 'utf8');
/** Every block of code: its language, its text, and the file that the line before it names. */
const BLOCKS = [...DOCUMENT.matchAll(/(?:^`([^`\n]+)`.*\n\n)?^```(\w+)\n([\s\S]*?)^```$/gm)].map(
    ([, file, language, text = '']) => ({ file, language, text }),
);
const [FOLDERS = [], API = [], COMMANDS = []] = BLOCKS.filter(({ language }) => language === 'sh').map(({ text }) =>
    text.trim().split('\n'),
);
const PORT = '4010';

let api: ChildProcess;
let address: string;
let root: string;

/** Does what the document's shell commands for folders do, on any system, and starts the API as it says, on a free port. */
beforeAll(async () => {
    const home = mkdtempSync(path.join(os.tmpdir(), 'syncbench-first-'));
    const [mkdir, cd] = FOLDERS;
    for (const folder of mkdir!.split(' ').slice(2)) mkdirSync(path.join(home, folder), { recursive: true });
    root = path.join(home, cd!.split(' ')[1]!);
    for (const { file, text } of BLOCKS) if (file) writeFileSync(path.join(root, file), text);
    const [npx, node, ...words] = API[0]!.replace(PORT, '0').split(' ');
    expect([npx, node]).toEqual(['npx', 'node']);
    api = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    [address] = String((await once(api.stdout!, 'data'))[0]).match(/http:\S+/) as [string];
});
afterAll(async () => {
    const ended = once(api, 'close');
    api.kill();
    await ended;
    rmSync(path.dirname(root), { recursive: true });
});

it('the first script does what the document says, without a network', async () => {
    const outputs: string[] = [];
    for (const command of COMMANDS) {
        const [, ...words] = command.replace(`http://127.0.0.1:${PORT}`, address).split(' ');
        const { code, stdout, stderr } = await runProgram(process.execPath, [CLI, ...words], { cwd: root });
        expect(code, `${command}\n${stdout}${stderr}`).toBe(0);
        if (words[0] === 'run') expect(stdout).toContain(`GET ${address}/orgs/harbor-labs/repos  200`);
        outputs.push(stdout);
    }
    const [check, first, records, second] = outputs;
    expect(check).toBe('No findings in 2 files in 1 project.\n');
    expect(first).toMatch(/\nRepository +4 +0 +0 +0\n/);
    expect(first).not.toMatch(/ warn /);
    expect(records).toMatch(/\n70001 .*"name":"compass"/);
    expect(second).toMatch(/\nRepository +0 +0 +4 +0\n/);
});

it('the document is short, and names every file that it writes', () => {
    expect(DOCUMENT.split('\n').length).toBeLessThanOrEqual(70);
    expect(BLOCKS.flatMap(({ file }) => file ?? [])).toEqual(['index.ts', 'github/syncs/repositories.ts']);
});
