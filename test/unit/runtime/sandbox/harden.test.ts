import { execFile } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, expect, it } from 'vitest';
import { childExecArgv } from '../../../../src/runtime/sandbox/childFlags';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'syncbench-harden-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a hardened process under all flags still does everything that the runtime does', async () => {
    const harness = path.join(folder, 'harness.cjs');
    await build({
        entryPoints: [path.join(__dirname, 'hardenedHarness.ts')],
        outfile: harness,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        logLevel: 'silent',
    });
    const { execArgv } = childExecArgv({ allowRead: [folder], allowWrite: [], memoryMegabytes: 256 });
    const { stdout } = await promisify(execFile)(process.execPath, [...execArgv, harness], {
        env: { CANARY: 'canary', no_proxy: 'localhost' },
    });
    const results = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.entries(results).filter(([, result]) => result !== true)).toEqual([]);
    expect(Object.keys(results).length).toBeGreaterThan(10);
});
