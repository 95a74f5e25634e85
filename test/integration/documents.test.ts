import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../support/runProgram';

const syncbench = async (...args: string[]) =>
    (await runProgram(process.execPath, [path.resolve('dist/cli.js'), ...args])).stdout;

const flags = (text: string) => [...new Set([...text.matchAll(/--[a-z][a-z-]+/g)].map(([flag]) => flag))].sort();

/** The flags that `run --help` lists. */
async function knownFlags(): Promise<string[]> {
    const options = /\nOptions:\n([\s\S]*?)\n\n/.exec(await syncbench('run', '--help'))?.[1] ?? '';
    return flags(options.replace(/^(.{26}).*/gm, '$1')).filter((flag) => flag !== '--help');
}

/** The flags that a document's tables explain. */
async function explainedFlags(file: string): Promise<string[]> {
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.startsWith('| `--'));
    return flags(lines.map((line) => line.split(' ')[1]).join());
}

test('docs/running.md explains exactly the flags of `run --help`', async () => {
    expect(await explainedFlags('docs/running.md')).toEqual(await knownFlags());
});

test("the README's table of flags has only those of `run --help`", async () => {
    const known = await knownFlags();
    const explained = await explainedFlags('README.md');
    expect(explained.length).toBeGreaterThan(5);
    expect(explained.filter((flag) => !known.includes(flag))).toEqual([]);
});

test('docs/json-output.md names exactly the keys of the document, in order', async () => {
    const document = await readFile('docs/json-output.md', 'utf8');
    const table = document.split('### `error`')[0] ?? '';
    const named = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) => cell.match(/\w+/g) ?? []);
    expect(named).toEqual(Object.keys(JSON.parse(await syncbench('run', 'nothing', '--json'))));
});

test.each([
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'docs/connections.md',
    'docs/first-script.md',
    'docs/first-classic-script.md',
    'docs/json-output.md',
    'docs/running.md',
    'bench/README.md',
])('the files that %s links to exist', async (file) => {
    const text = await readFile(file, 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = '']) => target);
    for (const link of links) await expect(readFile(path.join(path.dirname(file), link))).resolves.toBeDefined();
});
