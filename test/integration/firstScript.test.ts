import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../support/runProgram';
import { CLI } from '../support/syncbench';

const PORT = '4010';

describe.each([
    ['docs/first-script.md', ['index.ts', 'github/syncs/repositories.ts']],
    ['docs/first-classic-script.md', ['nango.yaml', 'github/syncs/repositories.ts']],
])('%s', (name, files) => {
    const text = readFileSync(name, 'utf8');
    /** Every block of code: its language, its text, and the file that the line before it names. */
    const blocks = [...text.matchAll(/(?:^`([^`\n]+)`.*\n\n)?^```(\w+)\n([\s\S]*?)^```$/gm)].map(
        ([, file, language, text = '']) => ({ file, language, text }),
    );
    const [folders = [], start = [], commands = []] = blocks
        .filter(({ language }) => language === 'sh')
        .map(({ text }) => text.trim().split('\n'));

    let api: ChildProcess;
    let address: string;
    let root: string;

    /** Does what the document's shell commands for folders do, on any system, and starts the API as it says, on a free port. */
    beforeAll(async () => {
        const home = mkdtempSync(path.join(os.tmpdir(), 'syncbench-first-'));
        const [mkdir, cd] = folders;
        for (const folder of mkdir!.split(' ').slice(2)) mkdirSync(path.join(home, folder), { recursive: true });
        root = path.join(home, cd!.split(' ')[1]!);
        for (const { file, text } of blocks) if (file) writeFileSync(path.join(root, file), text);
        const [npx, node, ...words] = start[0]!.replace(PORT, '0').split(' ');
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

    it('brings a script that does what it says, without a network', async () => {
        const outputs: string[] = [];
        for (const command of commands) {
            const [, ...words] = command.replace(`http://127.0.0.1:${PORT}`, address).split(' ');
            const { code, stdout, stderr } = await runProgram(process.execPath, [CLI, ...words], { cwd: root });
            expect(code, `${command}\n${stdout}${stderr}`).toBe(0);
            if (words[0] === 'run') expect(stdout).toContain(`GET ${address}/orgs/harbor-labs/repos  200`);
            outputs.push(stdout);
        }
        const [check, first, records, second] = outputs.slice(-4);
        expect(check).toBe('No findings in 2 files in 1 project.\n');
        expect(first).toMatch(/\nRepository +4 +0 +0 +0\n/);
        expect(first).not.toMatch(/ warn /);
        expect(records).toMatch(/\n70001 .*"name":"compass"/);
        expect(second).toMatch(/\nRepository +0 +0 +4 +0\n/);
    });

    it('is short, and names every file that it writes', () => {
        expect(text.split('\n').length).toBeLessThanOrEqual(70);
        expect(blocks.flatMap(({ file }) => file ?? [])).toEqual(files);
    });
});
