import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { CodeCache } from '../../../src/host/CodeCache';

test('of the caches that versions of the program leave behind, the newest are kept', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'syncbench-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const cache = new CodeCache(folder);
    const files = Array.from({ length: 30 }, (_, index) => cache.fileFor(import.meta.filename, `/node-${index}`, []));
    for (const [index, file] of files.entries()) {
        cache.write(file, Buffer.from('code').toString('base64'));
        utimesSync(file, index, index);
    }
    const names = files.map((file) => path.basename(file));
    // The last was written before its time was set, so it counted as the newest all along.
    expect(readdirSync(folder).sort()).toEqual(names.slice(-24).sort());
});
