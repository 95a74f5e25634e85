import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../support/runProgram';

const script = path.resolve('scripts/notices.mjs');
const check = (dist: string) => runProgram(process.execPath, [script, '--check', '--dist', dist]);

test('THIRD_PARTY_NOTICES names every package in the bundles, with its licence text', async () => {
    expect(await check(path.resolve('dist'))).toMatchObject({ code: 0, stderr: '' });
    const notices = await readFile('THIRD_PARTY_NOTICES', 'utf8');
    expect(notices).toMatch(/^axios \S+ \(MIT\)$/m);
    expect(notices).toMatch(/^esbuild \S+ \(MIT\)$/m);
    expect(notices).toMatch(/^@nangohq\/providers \S+ \(Elastic-2\.0\)$/m);
    expect(notices).toContain('https://www.elastic.co/licensing/elastic-license');
});

test('a bundled package that it does not name is found', async () => {
    const dist = await mkdtemp(path.join(os.tmpdir(), 'syncbench-notices-'));
    try {
        const sources = ['webpack://syncbench/./src/a.ts', 'webpack://syncbench/./node_modules/vitest/dist/index.js'];
        await mkdir(path.join(dist, 'chunks'));
        await writeFile(path.join(dist, 'chunks', 'a.js.map'), JSON.stringify({ sources }));
        const { code, stderr } = await check(dist);
        expect(code).toBe(1);
        expect(stderr).toMatch(/does not name vitest \d/);
    } finally {
        await rm(dist, { recursive: true, force: true });
    }
});
