import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { RecordStore } from '../../../src/records';
import { LocalMetadata } from '../../../src/runtime/LocalMetadata';

function metadataWith(stored: Record<string, unknown>): LocalMetadata {
    const folder = mkdtempSync(path.join(tmpdir(), 'syncbench-'));
    const store = RecordStore.open(folder);
    onTestFinished(() => {
        store.close();
        rmSync(folder, { recursive: true, force: true });
    });
    store.setMetadata('github', 'demo', stored);
    return new LocalMetadata(store);
}

test.each([
    ['what is stored hides what the connection has', undefined, { stored: 1 }],
    ['what the run is given hides what is stored', { given: 1 }, { given: 1 }],
    ['null is given, too: the script finds none', null, null],
])('%s', (_, given, found) => {
    const metadata = metadataWith({ stored: 1 });
    if (given !== undefined) metadata.give('github', 'demo', given);
    expect(metadata.read('github', 'demo', { own: 1 })).toEqual(found);
});

test('what is written over given metadata lasts for the run only', () => {
    const metadata = metadataWith({ stored: 1 });
    metadata.give('github', 'demo', null);
    metadata.write('github', 'demo', { written: 1 });
    expect(metadata.read('github', 'demo', null)).toEqual({ written: 1 });
    expect(metadata.read('github', 'other', { own: 1 })).toEqual({ own: 1 });
});
