import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { UserError } from '../../../src/core/findings/UserError';
import { type NewRun, type RecordScope, RecordStore, type StoredRecord } from '../../../src/records';

export const scope: RecordScope = { integration: 'github', connectionId: 'octo', model: 'Issue', variant: 'base' };

/** A folder that is removed when the test ends. */
export function temporaryFolder(): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'syncbench-records-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
    return folder;
}

/** A store that is closed and removed when the test ends. */
export function temporaryStore(folder = path.join(temporaryFolder(), '.syncbench')): RecordStore {
    const store = RecordStore.open(folder);
    onTestFinished(() => store.close());
    return store;
}

export function newRun(id: string, changes: Partial<NewRun> = {}): NewRun {
    return {
        id,
        integration: 'github',
        kind: 'sync',
        script: 'issues',
        variant: 'base',
        connectionId: 'octo',
        startedAt: '2026-01-01T00:00:00.000Z',
        options: {},
        ...changes,
    };
}

/** Begins a run that takes no lease, so that a test may have as many as it likes. */
export function begin(store: RecordStore, id: string): string {
    store.beginRun(newRun(id, { kind: 'action' }));
    return id;
}

export function counts(added: number, updated: number, unchanged: number, deleted: number) {
    return { added, updated, unchanged, deleted };
}

/** The code and message of the UserError that `work` throws. */
export function refusal(work: () => unknown): { code: string; message: string; advice?: string } {
    try {
        work();
    } catch (error) {
        if (error instanceof UserError) {
            return { code: error.code, message: error.message, advice: error.details.advice };
        }
        throw error;
    }
    throw new Error('Nothing was thrown.');
}

export function allRecords(store: RecordStore, of: RecordScope = scope): StoredRecord[] {
    const records: StoredRecord[] = [];
    let cursor: string | undefined;
    do {
        const page = store.records(of, { limit: 1000, cursor });
        records.push(...page.records);
        cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return records;
}

export function record(store: RecordStore, id: string, of: RecordScope = scope): StoredRecord | undefined {
    return store.records(of, { ids: [id] }).records[0];
}
