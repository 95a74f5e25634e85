import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunDocument, runJson, syncbench } from '../support/syncbench';
import { action, sync, type TestProject, testProject } from '../support/testProject';

/** Makes the calls of `--metadata` on `nango` and logs what each returned; then fails if that says so. */
const CALLS = `
const { calls = [], fail } = (await nango.getMetadata()) ?? {};
for (const [name, ...args] of calls) {
    const answer = await nango[name](...args);
    await nango.log(JSON.stringify({ name, answer }));
}
if (fail) throw new Error('as asked');`;

let project: TestProject;

beforeAll(() => {
    project = testProject({
        'demo/syncs/calls.ts': sync(CALLS),
        'demo/syncs/other.ts': sync(CALLS),
        'demo/syncs/date.ts': sync(`
            const n = String(nango.lastSyncDate?.toISOString()) + ' ' + JSON.stringify(await nango.getCheckpoint());
            await nango.log(n);
            await nango.saveCheckpoint({ n: 1 });
            await nango.batchSave([{ id: 'kept', n }], 'Item');`),
        'demo/syncs/old.ts': sync(`await nango.batchSave([{ id: 'old' }], 'Item');`),
        'demo/syncs/failing.ts': sync(`throw new Error('no luck');`),
        'demo/actions/modes.ts': action(`
            const answers = [];
            for (const [connection, mode] of input) {
                await nango.triggerSync('demo', connection, 'old');
                await nango.triggerSync('demo', connection, 'date');
                answers.push(typeof (await nango.triggerSync('demo', connection, { name: 'date' }, mode)));
            }
            return answers;`),
        'demo/syncs/again.ts': sync(
            `await nango.triggerSync('demo', nango.connectionId, 'again'); await nango.log('went on');`,
        ),
        'demo/actions/checkpoint.ts': action(`
            const before = await nango.getCheckpoint();
            if (input?.save) await nango.saveCheckpoint(input.save);
            return [before, await nango.getCheckpoint()];`),
        'demo/actions/trigger.ts': action(`return { returned: await nango.triggerSync(...input) };`),
    });
});

afterAll(() => project.remove());

const run = (script: string, connection: string, args: string[] = []) =>
    runJson(project.root, `demo/${script}`, ['--connection', connection, ...args]);

const calls = (connection: string, made: unknown[][], args: string[] = [], script = 'calls') =>
    run(script, connection, [
        '--metadata',
        JSON.stringify({ calls: made, fail: args.includes('fail') }),
        ...args.filter((a) => a !== 'fail'),
    ]);

const answersTo = ({ logs }: RunDocument, name: string) =>
    logs
        .filter(({ message }) => message.startsWith(`{"name":"${name}"`))
        .map(({ message }) => JSON.parse(message).answer);

async function stored(connection: string, model = 'Item') {
    const flags = ['--connection', connection, '--project', project.root, '--json'];
    const { stdout } = await syncbench(['records', model, ...flags]);
    const { records } = JSON.parse(stdout) as { records: Record<string, unknown>[] };
    return Object.fromEntries(
        records.map(({ id, n, _nango_metadata }) => [
            id,
            [n, (_nango_metadata as { last_action: string }).last_action],
        ]),
    );
}

describe('one batch', () => {
    it('tells of duplicates which one was kept', async () => {
        const { stderr } = await calls('duplicates', [['batchSave', [{ id: 'a' }, { id: 'a' }], 'Item']]);
        expect(stderr).toContain('the first was kept, as in the cloud; `nango dryrun` keeps the last');
    });
});

describe('checkpoints over several runs', () => {
    const output = async (connection: string, input?: object, args: string[] = []) => {
        const flags = input ? ['--input', JSON.stringify(input)] : [];
        const document = await run('checkpoint', connection, [...flags, ...args]);
        expect(document.error).toBeNull();
        return { seen: document.output, stderr: document.stderr };
    };

    it('stay until they are replaced; each connection has its own', async () => {
        expect((await output('one')).seen).toEqual([null, null]);
        expect((await output('one', { save: { n: 1 } })).seen).toEqual([null, { n: 1 }]);
        const next = await output('one', { save: { n: 2 } });
        expect(next.seen).toEqual([{ n: 1 }, { n: 2 }]);
        expect(next.stderr).toContain('`nango dryrun` starts without one');
        expect((await output('two')).seen).toEqual([null, null]);
    });

    it('`--checkpoint` takes its place for one run', async () => {
        await output('given', { save: { stored: 1 } });
        const given = ['--checkpoint', '{"given":1}'];
        expect((await output('given', { save: { n: 2 } }, given)).seen).toEqual([{ given: 1 }, { n: 2 }]);
        expect((await output('given')).seen).toEqual([{ stored: 1 }, { stored: 1 }]);
    });

    it('are kept after a run that failed', async () => {
        await calls('failed', [['saveCheckpoint', { page: 3 }]], ['fail']);
        const next = await calls('failed', [['getCheckpoint']]);
        expect(answersTo(next, 'getCheckpoint')).toEqual([{ page: 3 }]);
        const other = await calls('failed', [['getCheckpoint']], [], 'other');
        expect(answersTo(other, 'getCheckpoint'), 'of another script').toEqual([null]);
    });
});

describe('trackDeletesStart and trackDeletesEnd', () => {
    const save = (...ids: string[]) => ['batchSave', ids.map((id) => ({ id })), 'Item'];

    it('delete what was not named in between, also over a run that failed', async () => {
        await calls('track', [save('a', 'b', 'lost')]);
        const failed = await calls('track', [['trackDeletesStart', 'Item'], save('a')], ['fail']);
        expect(failed.counts.Item).toEqual({ added: 0, updated: 0, unchanged: 1, deleted: 0 });
        const last = await calls('track', [['trackDeletesStart', 'Item'], save('b'), ['trackDeletesEnd', 'Item']]);
        expect(answersTo(last, 'trackDeletesEnd')).toEqual([{ deletedKeys: ['lost'] }]);
        expect(last.counts.Item).toMatchObject({ unchanged: 1, deleted: 1 });
        expect(last.deleted).toEqual({});
        expect(await stored('track')).toMatchObject({ a: [undefined, 'ADDED'], lost: [undefined, 'DELETED'] });
        const after = await calls('track', [['trackDeletesEnd', 'Item']]);
        expect(after.error?.message).toBe("No track deletes starting point found for model 'Item'.");
    });

    it('deleteRecordsFromPreviousExecutions deletes what this run has not named', async () => {
        await calls('previous', [save('a', 'lost')]);
        const last = await calls('previous', [save('a'), ['deleteRecordsFromPreviousExecutions', 'Item']]);
        expect(answersTo(last, 'deleteRecordsFromPreviousExecutions')).toEqual([{ deletedKeys: ['lost'] }]);
    });
});

describe('setMergingStrategy', () => {
    const update = (n: number) => ['batchSave', [{ id: 'a', n }], 'Item'];
    const keep = ['setMergingStrategy', { strategy: 'ignore_if_modified_after' }, 'Item'];

    it("keeps its own sync's later changes, and is set once per model", async () => {
        const { counts, logs, stderr } = await calls('merge', [keep, update(1), update(2), keep]);
        expect(counts.Item).toEqual({ added: 1, updated: 1, unchanged: 0, deleted: 0 });
        expect(logs.filter(({ source }) => source === 'syncbench')).toMatchObject([
            { level: 'warn', message: 'The merging strategy of Item is set already; the second call is skipped.' },
        ]);
        expect(stderr).toContain('setMergingStrategy has no effect in `nango dryrun`');
    });

    it.each([
        ['ignore_if_modified_after', 2],
        ['override', 3],
    ])('%s: what another run changed meanwhile is then %i', async (strategy, n) => {
        // The nested run makes the calls of the metadata as they are then.
        const setMeanwhile = ['setMetadata', { calls: [update(2)] }];
        const set = ['setMergingStrategy', { strategy }, 'Item'];
        const meanwhile = ['triggerSync', 'demo', strategy, 'other'];
        await calls(strategy, [update(1), setMeanwhile, set, meanwhile, update(3)]);
        expect((await stored(strategy)).a?.[0]).toBe(n);
    });
});

describe('variants', () => {
    it('have records, checkpoint and last run of their own', async () => {
        const line = async (args: string[]) => (await run('date', 'variants', args)).logs[0]!.message;
        expect(await line([])).toBe('undefined null');
        expect(await line(['--variant', 'eu'])).toBe('undefined null');
        expect(await line(['--variant', 'eu'])).toMatch(/^\d{4}-.* {"n":1}$/);
        const { stdout } = await syncbench([
            'records',
            'Item::eu',
            '--connection',
            'variants',
            '--project',
            project.root,
            '--json',
        ]);
        expect(JSON.parse(stdout)).toMatchObject({
            scope: { variant: 'eu' },
            records: [{ id: 'kept' }],
        });
    });
});

describe('triggerSync', () => {
    const modes: [name: string, mode: unknown, sees: RegExp, ids: string[]][] = [
        ['nothing', undefined, /^\d{4}-.* {"n":1}$/, ['kept', 'old']],
        ['incremental', 'incremental', /^\d{4}-.* {"n":1}$/, ['kept', 'old']],
        ['false', false, /^\d{4}-.* {"n":1}$/, ['kept', 'old']],
        ['true', true, /^undefined null$/, ['kept', 'old']],
        ['full_refresh', 'full_refresh', /^undefined null$/, ['kept', 'old']],
        ['full_refresh_and_clear_cache', 'full_refresh_and_clear_cache', /^undefined null$/, ['kept']],
        ['reset', { reset: true }, /^undefined null$/, ['kept', 'old']],
        ['emptyCache', { emptyCache: true }, /^\d{4}-.* {"n":1}$/, ['kept']],
    ];

    it('runs the sync here, and forgets what the mode says', async () => {
        const input = JSON.stringify(modes.map(([name, mode]) => [name, mode]));
        const { error, output, stderr } = await run('modes', 'modes', ['--input', input]);
        expect(error).toBeNull();
        expect(output).toEqual(modes.map(() => 'undefined'));
        expect(stderr).toContain('nango.triggerSync runs the sync of this project');
        for (const [name, , sees, ids] of modes) {
            const records = await stored(name);
            expect([name, Object.keys(records).sort()]).toEqual([name, ids]);
            expect(`${name}: ${records.kept?.[0]}`.slice(name.length + 2)).toMatch(sees);
        }
    });

    it('does not run a sync that is running, and goes on', async () => {
        const { ok, logs, stderr } = await run('again', 'again');
        expect([ok, logs.map(({ message }) => message)]).toEqual([true, ['went on']]);
        expect(stderr).toContain('did not run demo/again, which is running already');
    });

    it('of a sync that fails is a warning, of one that is not there the error of the cloud', async () => {
        const trigger = (name: string) => run('trigger', 'fails', ['--input', JSON.stringify(['demo', 'fails', name])]);
        const failing = await trigger('failing');
        expect([failing.ok, failing.output]).toEqual([true, {}]);
        expect(failing.stderr).toContain('demo/failing, which nango.triggerSync started, failed: no luck');
        expect((await trigger('nobody')).error).toMatchObject({ type: 'script_http_error', status: 404 });
    });
});
