import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import type { HttpBody } from '../../../src/protocol/httpBodies';
import { StoreDatabase } from '../../../src/records/StoreDatabase';
import { MIGRATIONS } from '../../../src/records/schema';
import { storePaths } from '../../../src/records/storePaths';
import { begin, temporaryFolder, temporaryStore } from './support';

const at = '2026-01-01T00:00:00.000Z';
const http = (seq: number) => ({ seq, at, method: 'GET', url: '/x', requestHeaders: {}, durationMs: 1 });

it.each<[string, HttpBody]>([
    ['whole', { type: 'application/json', size: 4, text: '{"ü' }],
    ['cut', { type: 'text/plain', size: 90_000, text: 'beginning', cut: true }],
    ['left out', { type: 'image/png', size: 12, omitted: 'binary' }],
    ['of which little is known', { omitted: 'stream' }],
])('a body comes back as it went in: %s', (_what, body) => {
    const store = temporaryStore();
    const run = begin(store, 'run');
    store.appendTimeline(run, { logs: [], http: [http(1)], bodies: [{ seq: 1, side: 'response', body }] });
    expect(store.httpBodies(run, 1)).toEqual({ response: body });
});

it('is of its attempt and side, is there as soon as the attempt is, and in no page of the timeline', () => {
    const store = temporaryStore();
    const run = begin(store, 'run');
    expect(store.httpBodies(run, 1)).toBeUndefined();
    expect(store.httpBodies('nobody', 1)).toBeUndefined();
    const bodies = [
        { seq: 1, side: 'response' as const, body: { text: 'in' } },
        { seq: 1, side: 'request' as const, body: { text: 'out' } },
        { seq: 2, side: 'request' as const, body: { text: 'other' } },
    ];
    store.appendTimeline(run, { logs: [], http: [http(1), http(2), http(3)], bodies });
    expect(store.httpBodies(run, 1)).toEqual({ request: { text: 'out' }, response: { text: 'in' } });
    expect(store.httpBodies(run, 2)).toEqual({ request: { text: 'other' } });
    expect(store.httpBodies(run, 3)).toEqual({});
    expect(JSON.stringify(store.timeline(run))).not.toContain('other');
});

it('goes with its run, and counts for the megabytes', () => {
    const folder = `${temporaryFolder()}/.syncbench`;
    const store = temporaryStore(folder);
    const text = 'x'.repeat(30_000);
    for (const id of ['r1', 'r2', 'r3']) {
        const bodies = Array.from({ length: 50 }, (_, n) => ({
            seq: n + 1,
            side: 'response' as const,
            body: { text },
        }));
        store.appendTimeline(begin(store, id), { logs: [], http: bodies.map(({ seq }) => http(seq)), bodies });
        store.finishRun(id, { status: 'succeeded', durationMs: 1 }, []);
    }
    expect(store.applyRetention({ maxMegabytes: 10 })).toEqual({ removedRuns: 0 });
    expect(store.applyRetention({ maxMegabytes: 3.6 })).toEqual({ removedRuns: 1 });
    expect(store.httpBodies('r2', 50)).toEqual({ response: { text } });
    store.applyRetention({ maxRuns: 1 });
    const database = new DatabaseSync(`${folder}/store.sqlite`, { readOnly: true });
    expect(database.prepare('SELECT count(*) AS bodies FROM bodies').get()).toEqual({ bodies: 50 });
    database.close();
});

it('a run of a store of version 3 has none, and its next one may', () => {
    const paths = storePaths(`${temporaryFolder()}/.syncbench`);
    const old = StoreDatabase.open(paths, { readOnly: false, migrations: MIGRATIONS.slice(0, 3) });
    old.run(
        "INSERT INTO runs (id, integration, kind, script, variant, connection, started_at, options, pid, owner, status, warnings, http) VALUES ('old', 'github', 'sync', 'issues', 'base', 'octo', '2026-01-01', '{}', 1, 'x', 'succeeded', '[]', 1)",
    );
    old.run('INSERT INTO timeline (run, type, seq, body) VALUES (1, 1, 1, ?)', JSON.stringify(http(1)));
    old.close();
    const store = temporaryStore(paths.folder);
    expect(store.httpBodies('old', 1)).toEqual({});
    const run = begin(store, 'new');
    store.appendTimeline(run, {
        logs: [],
        http: [http(1)],
        bodies: [{ seq: 1, side: 'request', body: { text: 'a' } }],
    });
    expect(store.httpBodies(run, 1)).toEqual({ request: { text: 'a' } });
});
