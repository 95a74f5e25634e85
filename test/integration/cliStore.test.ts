import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../support/runProgram';
import { CLI, syncbench } from '../support/syncbench';
import { sync, type TestProject, testProject } from '../support/testProject';

let project: TestProject;

beforeAll(async () => {
    project = testProject({
        'demo/syncs/first.ts': sync(`
            const { n } = (await nango.getMetadata()) ?? {};
            await nango.log('run ' + n);
            const items = Array.from({ length: 25 }, (_, id) => ({ id: String(id), name: id === 0 ? 'n' + n : 'same' }));
            await nango.batchSave(items.slice(0, 25 - n), 'Item');
            if (n === 2) await nango.batchDelete([{ id: '23' }], 'Item');
            await nango.batchSave([{ id: 'o' }], 'Other');`),
        'demo/syncs/fails.ts': sync('throw new Error("no luck");'),
    });
    for (const args of [
        ['demo/first', '--metadata', '{"n":1}'],
        ['demo/first', '--metadata', '{"n":2}'],
        ['demo/first', '--metadata', '{"n":1}', '--connection', 'other'],
        ['demo/fails'],
    ]) {
        await inProject('run', ...args);
    }
});

afterAll(() => project.remove());

const inProject = (command: string, ...args: string[]) => syncbench([command, ...args, '--project', project.root]);

async function json(command: string, ...args: string[]) {
    const { code, stdout, stderr } = await inProject(command, ...args, '--json');
    return { code, stderr, ...JSON.parse(stdout) };
}

const lines = ({ stdout }: { stdout: string }) => stdout.trimEnd().split('\n');

describe('syncbench records', () => {
    it('without a model lists what is stored', async () => {
        const result = await inProject('records');
        expect(result).toEqual({
            code: 0,
            stderr: '',
            stdout: [
                'integration  connection  model  live  deleted',
                'demo         default     Item     23        1',
                'demo         default     Other     1        0',
                'demo         other       Item     24        0',
                'demo         other       Other     1        0',
                '',
            ].join('\n'),
        });
        expect((await json('records', '--connection', 'other')).scopes).toHaveLength(2);
    });

    it('pages through a model, every record once', async () => {
        const ids: string[] = [];
        let cursor: string | null = null;
        do {
            const flags: string[] = cursor === null ? [] : ['--cursor', cursor];
            const page = await json('records', 'Item', '--connection', 'other', '--limit', '10', ...flags);
            ids.push(...page.records.map(({ id }: { id: string }) => id));
            cursor = page.nextCursor;
        } while (cursor !== null);
        expect(new Set(ids).size).toBe(24);
        expect(ids).toHaveLength(24);
    });

    it.each([
        ['added', 22],
        ['updated', 1],
        ['deleted', 1],
        ['added,deleted', 22],
        ['added,updated', 23],
    ])('filters by what happened last: %s', async (filter, count) => {
        const page = await json('records', 'Item', '--connection', 'default', '--filter', filter);
        expect(page.records).toHaveLength(count);
    });

    it('says that a filter of two values with deleted is that of the other, as in the cloud', async () => {
        const both = await json('records', 'Item', '--connection', 'default', '--filter', 'deleted,updated');
        expect(both.stderr).toContain('this is --filter updated');
        const all = await json('records', 'Item', '--connection', 'default', '--filter', 'added,updated,deleted');
        expect(all.stderr).toBe('');
    });

    it('shows single records whole, and the history of one', async () => {
        const { stdout } = await inProject('records', 'Item', '--connection', 'default', '--id', '0', '--id', '5');
        expect(stdout).toContain('"name": "n2"');
        expect(stdout).toContain('"id": "5"');
        const { versions } = await json('records', 'Item', '--connection', 'default', '--history', '0');
        expect(versions.map(({ payload }: { payload: { name: string } }) => payload.name)).toEqual(['n2', 'n1']);
    });

    it.each([
        ['a model in two places', ['Item'], 'scope_ambiguous', 'Item --integration demo --connection other'],
        ['a model that is nearly right', ['Itme'], 'model_not_found', 'Item'],
        ['a connection without records', ['Item', '--connection', 'x'], 'scope_not_found', 'Item --integration demo'],
    ])('%s lists candidates', async (_what, args, type, candidate) => {
        const { code, ok, error } = await json('records', ...args);
        expect([code, ok, error.type]).toEqual([2, false, type]);
        expect(error.candidates.join('\n')).toContain(candidate);
        const text = await inProject('records', ...args);
        expect([text.code, text.stdout]).toEqual([2, '']);
        expect(text.stderr).toContain(candidate);
    });

    it.each([
        [['Item', '--connection', 'other', '--cursor', 'nonsense'], 'invalid_cursor'],
        [['Item', '--connection', 'other', '--limit', '10001'], 'invalid_limit'],
        [['Item', '--limit', 'many'], 'invalid_flag'],
        [['Item', '--filter', 'gone'], 'invalid_flag'],
        [['Item', '--modified-after', 'yesterday'], 'invalid_flag'],
        [['--history', '1'], 'usage'],
        [['Item', '--connection', 'other', '--history', 'nobody'], 'record_not_found'],
        [['--store', path.join('/', 'nowhere')], 'store_not_found'],
    ])('%j is wrong usage', async (args, type) => {
        const { code, error } = await json('records', ...args);
        expect([code, error.type]).toEqual([2, type]);
    });
});

describe('syncbench runs', () => {
    it('lists the runs, the newest first', async () => {
        const [title, ...rows] = lines(await inProject('runs'));
        expect(title).toMatch(/^id +when +script +connection +status +took +http +logs +records$/);
        expect(rows.map((row) => row.split(/ {2,}/).slice(2, 5))).toEqual([
            ['demo/fails', 'default', 'failed'],
            ['demo/first', 'other', 'succeeded'],
            ['demo/first', 'default', 'succeeded'],
            ['demo/first', 'default', 'succeeded'],
        ]);
        expect(rows[2]).toMatch(/Item ~1 =22 -1, Other =1$/);
    });

    it.each([
        [['--status', 'failed'], 1],
        [['--script', 'demo/first'], 3],
        [['--script', 'first', '--limit', '2'], 2],
        [['--script', 'other/first'], 0],
    ])('filters: %j', async (flags, count) => {
        expect((await json('runs', ...flags)).runs).toHaveLength(count);
    });

    it('shows one by the start of its id: its lines, counts and error', async () => {
        const { runs } = await json('runs');
        const { stdout } = await inProject('runs', runs[2].id.slice(0, 8));
        expect(stdout).toMatch(/^demo\/first sync\nrun {9}[0-9a-f-]{36}\nconnection {2}default\n/);
        expect(stdout).toMatch(/\d\d:\d\d:\d\d\.\d{3} {2}info {3}run 2\n/);
        expect(stdout).toMatch(/\d\d:\d\d:\d\d\.\d{3} {2}batchDelete Item 1: -1\n/);
        expect(stdout).toMatch(/\nItem +0 +1 +22 +1\n/);
        const last = await inProject('runs', 'last');
        expect(last.stdout).toContain('error  script_internal_error\n  no luck\n');
        expect(last.code).toBe(0);
    });

    it('with --json a run is the document that its run printed', async () => {
        const { runs } = await json('runs');
        const shown = await json('runs', runs[1].id);
        expect(shown).toMatchObject({ run: { id: runs[1].id, connectionId: 'other' }, ok: true, kind: 'sync' });
        expect([shown.records.Item.length, shown.records.Other]).toEqual([24, [{ id: 'o' }]]);
    });

    it('compares two', async () => {
        const { runs } = await json('runs');
        const { models } = await json('runs', runs[3].id, runs[2].id);
        expect(models).toEqual({
            Item: {
                onlyInA: ['23'],
                onlyInB: [],
                changed: ['0'],
                same: 22,
                totals: { onlyInA: 1, onlyInB: 0, changed: 1 },
            },
            Other: { onlyInA: [], onlyInB: [], changed: [], same: 1, totals: { onlyInA: 0, onlyInB: 0, changed: 0 } },
        });
        const { stdout } = await inProject('runs', runs[3].id, runs[2].id);
        expect(stdout).toMatch(/\nItem +1 +0 +1 +22\n/);
        expect(stdout).toContain('\nItem changed: 0\n');
    });

    it('an unknown run lists the latest', async () => {
        const { code, stderr } = await inProject('runs', 'zzz');
        expect(stderr).toContain('There is no run "zzz".');
        expect(stderr).toMatch(/- [0-9a-f]{8} {2}demo\/fails failed/);
        expect(code).toBe(2);
    });
});

describe('--store', () => {
    it('makes the folders above a store that is not there yet, and says how to see the run again', async () => {
        const store = path.join(project.root, 'not', 'there yet');
        const { code, stdout } = await syncbench(['run', 'demo/first', '--project', project.root, '--store', store]);
        expect([code, existsSync(path.join(store, '.gitignore'))]).toEqual([0, true]);
        const [, command = ''] = /See it again: syncbench (.*)$/m.exec(stdout) ?? [];
        const again = await runProgram('sh', ['-c', `"${process.execPath}" "${CLI}" ${command}`]);
        expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('demo/first sync')]);
    });

    const broken = (name: string, content: string) => {
        const store = path.join(project.root, name);
        mkdirSync(store);
        writeFileSync(path.join(store, 'store.sqlite'), content);
        return store;
    };
    const tooNew = () => {
        const store = broken('too new', '');
        const database = new DatabaseSync(path.join(store, 'store.sqlite'));
        database.exec('PRAGMA user_version = 99');
        database.close();
        return store;
    };

    it.each<[what: string, store: () => string, type: string, message: RegExp]>([
        [
            'whose folder cannot be made',
            () => path.join(project.root, 'nango.yaml', 'below'),
            'store_unwritable',
            /The store .*below cannot be written: E(NOTDIR|EXIST)/,
        ],
        ['that is damaged', () => broken('damaged', 'no database'), 'store_damaged', /damaged: file is not a database/],
        ['that a newer version made', tooNew, 'store_read_only', /was made by a newer Syncbench \(version 99/],
    ])('a store %s is a mistake, and nothing runs', async (_what, store, type, message) => {
        const args = ['run', 'demo/first', '--project', project.root, '--store', store()];
        const [text, document] = await Promise.all([syncbench(args), syncbench([...args, '--json'])]);
        expect([text.code, text.stdout, text.stderr]).toEqual([2, '', expect.stringMatching(message)]);
        const { kind, ok, error } = JSON.parse(document.stdout);
        expect([document.code, kind, ok, error.type]).toEqual([2, null, false, type]);
        expect([error.message, error.advice]).toEqual([expect.stringMatching(message), expect.any(String)]);
    });
});
