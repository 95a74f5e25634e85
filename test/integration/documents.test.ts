import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../support/runProgram';

const syncbench = async (...args: string[]) =>
    (await runProgram(process.execPath, [path.resolve('dist/cli.js'), ...args])).stdout;

const flags = (text: string) => [...new Set([...text.matchAll(/--[a-z][a-z-]+/g)].map(([flag]) => flag))].sort();

test("the README's table of flags has exactly those of `run --help`", async () => {
    const readme = await readFile('README.md', 'utf8');
    const table = readme.split('\n').filter((line) => line.startsWith('| `--'));
    const options = /\nOptions:\n([\s\S]*?)\n\n/.exec(await syncbench('run', '--help'))?.[1] ?? '';
    expect(flags(table.map((line) => line.split(' ')[1]).join())).toEqual(
        flags(options.replace(/^(.{26}).*/gm, '$1')).filter((flag) => flag !== '--help'),
    );
});

test('docs/json-output.md names exactly the keys of the document, in order', async () => {
    const document = await readFile('docs/json-output.md', 'utf8');
    const table = document.split('### `error`')[0] ?? '';
    const named = [...table.matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell = '']) => cell.match(/\w+/g) ?? []);
    expect(named).toEqual(Object.keys(JSON.parse(await syncbench('run', 'nothing', '--json'))));
});

test.each(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/connections.md', 'bench/README.md'])(
    'the files that %s links to exist',
    async (file) => {
        const text = await readFile(file, 'utf8');
        const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, target = '']) => target);
        for (const link of links) await expect(readFile(path.join(path.dirname(file), link))).resolves.toBeDefined();
    },
);
