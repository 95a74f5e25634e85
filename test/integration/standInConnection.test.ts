import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';

let project: string;

beforeEach(async () => {
    project = await mkdtemp(path.join(os.tmpdir(), 'stand-in-'));
});

afterEach(async () => {
    await rm(project, { recursive: true, force: true });
});

const own = () => path.join(project, '.syncbench', 'connections', 'demo.json');

async function writeConnection(folder: string, text: string): Promise<void> {
    await mkdir(path.join(project, folder, 'connections'), { recursive: true });
    await writeFile(path.join(project, folder, 'connections', 'demo.json'), text);
}

/** Starts the program for the connection `demo`; its lines of output until it is ready, or its errors and exit code. */
async function startProgram(): Promise<{ lines: string[]; errors: string; code: number | null }> {
    const main = path.resolve('samples/stand-in-api/main.mjs');
    const program = spawn(process.execPath, [main, '--project', project, '--connection', 'demo']);
    const lines: string[] = [];
    let errors = '';
    program.stderr.setEncoding('utf8').on('data', (text) => {
        errors += text;
    });
    createInterface(program.stdout).on('line', (line) => {
        lines.push(line);
        if (line.startsWith('Ready: ')) program.kill();
    });
    const [code] = await once(program, 'close');
    return { lines, errors, code };
}

test('--connection writes the address into the private connection file, beside what the shared one says', async () => {
    await writeConnection('syncbench', '{ "provider": "github", "metadata": { "a": 1 } }');
    const { lines } = await startProgram();
    expect(lines).toEqual([
        expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        'Ready: the connection demo leads here until this program ends.',
    ]);
    expect(JSON.parse(await readFile(own(), 'utf8'))).toEqual({
        provider: 'github',
        metadata: { a: 1 },
        base_url: lines[0],
    });
    expect(await readFile(path.join(project, '.syncbench', '.gitignore'), 'utf8')).toBe('*\n');
    if (process.platform !== 'win32') expect((await stat(own())).mode & 0o777).toBe(0o600);
});

test('a private file that is there keeps what it holds, and wins over the shared one', async () => {
    await writeConnection('syncbench', '{ "metadata": 1 }');
    await writeConnection('.syncbench', '{ "metadata": 2, "base_url": "http://127.0.0.1:9" }');
    const { lines } = await startProgram();
    expect(JSON.parse(await readFile(own(), 'utf8'))).toEqual({ metadata: 2, base_url: lines[0] });
});

test('a file that is no JSON object is left as it is, and named', async () => {
    await writeConnection('.syncbench', '[1');
    const { lines, errors, code } = await startProgram();
    expect({ lines, code }).toEqual({ lines: [], code: 2 });
    expect(errors).toContain(`${own()} is not a JSON object`);
    expect(await readFile(own(), 'utf8')).toBe('[1');
});
