import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunDocument, runJson, syncbench } from '../support/syncbench';
import { action, sync, type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

/** A sync that saves in many small batches, meeting the others at the API before and after. */
const meeting = (name: string) =>
    sync(`await nango.get({ endpoint: '/meet' });
    for (let i = 0; i < 100; i++) {
        await nango.batchSave([{ id: '${name}' + i, name: '${name}' }], 'Item');
        await nango.log('${name} ' + i);
    }
    await nango.get({ endpoint: '/meet' });`);

let project: TestProject;
let api: TestServer;
/** Answers that wait until as many runs as `expected` have asked. */
let waiting: (() => void)[] = [];
let expected = 1;

beforeAll(async () => {
    api = await testServer((_request, response) => {
        waiting.push(() => json(response, {}));
        if (waiting.length < expected) return;
        for (const answer of waiting) answer();
        waiting = [];
    });
    project = testProject({
        'demo/syncs/first.ts': meeting('first'),
        'demo/syncs/second.ts': meeting('second'),
        'demo/actions/meets.ts': action(`
            await nango.get({ endpoint: '/meet' });
            await nango.setMetadata({ by: 'action' });
            const output = await nango.triggerAction('nested', { a: 1 });
            await nango.get({ endpoint: '/meet' });
            return output;`),
        'demo/actions/nested.ts': action('return input;'),
    });
});

afterAll(async () => {
    project.remove();
    await api.close();
});

/** Runs scripts at once, each of them inside its own process between two meetings of all of them. */
function together(store: string, scripts: string[], args: string[][] = []): Promise<RunDocument[]> {
    expected = scripts.length;
    const flags = ['--base-url', api.url, '--store', path.join(project.root, store)];
    return Promise.all(
        scripts.map((script, i) => runJson(project.root, `demo/${script}`, [...flags, ...(args[i] ?? [])])),
    );
}

async function stored(store: string, args: string[] = []): Promise<string[]> {
    const flags = ['--store', path.join(project.root, store), '--limit', '10000', '--json'];
    const { stdout } = await syncbench(['records', 'Item', ...flags, ...args]);
    return (JSON.parse(stdout) as { records: { id: string }[] }).records.map(({ id }) => id).sort();
}

const ids = (name: string) => Array.from({ length: 100 }, (_, i) => `${name}${i}`).sort();
const allAdded = { Item: { added: 100, updated: 0, unchanged: 0, deleted: 0 } };
const lines = ({ logs }: RunDocument) => logs.map(({ message }) => message);

describe('runs at once in one store', () => {
    it('two syncs that save to one model: each has its own counts, records and log', async () => {
        const [first, second] = await together('.store-syncs', ['first', 'second']);
        for (const [run, name] of [[first!, 'first'] as const, [second!, 'second'] as const]) {
            expect([run.error, run.counts]).toEqual([null, allAdded]);
            expect(run.records.Item).toHaveLength(100);
            expect(lines(run)).toEqual(Array.from({ length: 100 }, (_, i) => `${name} ${i}`));
        }
        expect(await stored('.store-syncs')).toEqual([...ids('first'), ...ids('second')]);
    });

    it('one sync for two connections', async () => {
        const [mine, yours] = await together(
            '.store-connections',
            ['first', 'first'],
            [
                ['--connection', 'mine'],
                ['--connection', 'yours'],
            ],
        );
        expect([mine?.counts, yours?.counts]).toEqual([allAdded, allAdded]);
        expect(await stored('.store-connections', ['--connection', 'yours'])).toEqual(ids('first'));
    });

    it('an action, which triggers another, while its integration’s sync runs; and the same action twice', async () => {
        const [first, one, two] = await together('.store-actions', ['first', 'meets', 'meets']);
        expect([first?.error, one?.error, two?.error]).toEqual([null, null, null]);
        expect(first?.counts).toEqual(allAdded);
        expect([one?.output, two?.output]).toEqual([{ a: 1 }, { a: 1 }]);
    });
});
