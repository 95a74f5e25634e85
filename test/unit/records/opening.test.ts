import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { buildSync } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { RecordStore } from '../../../src/records';
import type { Migration } from '../../../src/records/migrations';
import { StoreDatabase } from '../../../src/records/StoreDatabase';
import { MIGRATIONS } from '../../../src/records/schema';
import { storePaths } from '../../../src/records/storePaths';
import { allRecords, begin, refusal, scope, temporaryFolder, temporaryStore } from './support';

describe('opening a store', () => {
    it('makes a private folder that git ignores whole', () => {
        const folder = path.join(temporaryFolder(), 'project', '.syncbench');
        temporaryStore(folder);
        expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe('*\n');
        if (process.platform === 'win32') return;
        expect(statSync(folder).mode & 0o777).toBe(0o700);
        for (const file of ['store.sqlite', 'store.sqlite-wal', 'store.sqlite-shm']) {
            expect(statSync(path.join(folder, file)).mode & 0o777).toBe(0o600);
        }
    });

    it('leaves the folder and the .gitignore of others as they are', () => {
        const folder = temporaryFolder();
        chmodSync(folder, 0o755);
        writeFileSync(path.join(folder, '.gitignore'), 'mine\n');
        temporaryStore(folder);
        expect(readFileSync(path.join(folder, '.gitignore'), 'utf8')).toBe('mine\n');
        if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o755);
    });

    it('finds everything again', () => {
        const folder = path.join(temporaryFolder(), '.syncbench');
        const first = RecordStore.open(folder);
        first.batchSave(begin(first, 'run'), 1, scope, [{ id: '1', n: 1 }]);
        const before = allRecords(first);
        first.close();
        const second = temporaryStore(folder);
        expect(allRecords(second)).toEqual(before);
        second.batchSave(begin(second, 'again'), 1, scope, [{ id: '2' }]);
        expect(allRecords(second).map(({ id }) => id)).toEqual(['1', '2']);
    });

    it('read-only needs a store, reads it, and follows what others write', () => {
        const folder = path.join(temporaryFolder(), '.syncbench');
        const refused = refusal(() => RecordStore.open(folder, { readOnly: true }));
        expect(refused).toMatchObject({ code: 'store_not_found', message: `There is no store in ${folder}.` });
        expect(existsSync(folder)).toBe(false);

        const writer = temporaryStore(folder);
        const run = begin(writer, 'run');
        const reader = RecordStore.open(folder, { readOnly: true });
        onTestFinished(() => reader.close());
        expect(reader.scopes()).toEqual([]);
        writer.batchSave(run, 1, scope, [{ id: '1' }]);
        expect(reader.scopes()).toEqual([{ scope, live: 1, deleted: 0 }]);
        expect(reader.readOnlyReason).toBeUndefined();
        expect(() => reader.setMetadata('a', 'b', {})).toThrow('opened for reading');
    });

    it('says that a file is in the way where the folder should be', () => {
        const file = path.join(temporaryFolder(), 'file');
        writeFileSync(file, '');
        const refused = refusal(() => RecordStore.open(file));
        expect([refused.code, refused.advice]).toEqual([
            'store_unwritable',
            expect.stringContaining('A file is where'),
        ]);
    });

    it('says so when the database is damaged', () => {
        const folder = temporaryFolder();
        writeFileSync(
            storePaths(folder).database,
            'This is not a database, only text that is long enough to look like one.'.repeat(20),
        );
        const refused = refusal(() => RecordStore.open(folder));
        expect(refused.code).toBe('store_damaged');
        // Private connection files lie in the same folder.
        expect(refused.advice).toContain(`Move ${storePaths(folder).database} away`);
        expect(refused.advice).not.toContain(`${folder} away`);
        expect(refused.advice).toContain('are lost; connection files');
    });

    it('drops the one warning of Node that SQLite is experimental, and no other', () => {
        const folder = temporaryFolder();
        const entry = path.join(folder, 'open.ts');
        const records = path.resolve(import.meta.dirname, '../../../src/records');
        writeFileSync(
            entry,
            `import { RecordStore } from ${JSON.stringify(records)};
            RecordStore.open(process.argv[2]).close();
            process.emitWarning('SQLite is fine', 'OtherWarning');`,
        );
        const outfile = path.join(folder, 'open.cjs');
        buildSync({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs' });
        const { stderr, status } = spawnSync(process.execPath, [outfile, path.join(folder, 'store')], {
            encoding: 'utf8',
        });
        expect(status).toBe(0);
        expect(stderr).toContain('SQLite is fine');
        expect(stderr).not.toContain('experimental');
    });
});

describe('versions of the schema', () => {
    const present = MIGRATIONS.at(-1)!.version;
    const next: Migration = { version: present + 1, sql: "ALTER TABLE runs ADD COLUMN note TEXT DEFAULT 'migrated'" };
    const version = (file: string) => {
        const database = new DatabaseSync(file, { readOnly: true });
        const { user_version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
        database.close();
        return user_version;
    };
    const madeByThisVersion = () => {
        const folder = path.join(temporaryFolder(), '.syncbench');
        const store = RecordStore.open(folder);
        store.batchSave(begin(store, 'run'), 1, scope, [{ id: '1' }]);
        store.close();
        return storePaths(folder);
    };

    it.each([false, true])('an older store is backed up and migrated (opened read-only: %s)', (readOnly) => {
        const paths = madeByThisVersion();
        const database = StoreDatabase.open(paths, { readOnly, migrations: [...MIGRATIONS, next] });
        expect(database.get('SELECT id, note FROM runs')).toEqual({ id: 'run', note: 'migrated' });
        database.close();
        expect(version(paths.database)).toBe(present + 1);

        const backup = path.join(paths.folder, `store-v${present}.backup.sqlite`);
        expect(version(backup)).toBe(present);
        if (process.platform !== 'win32') expect(statSync(backup).mode & 0o777).toBe(0o600);
        const copy = new DatabaseSync(backup, { readOnly: true });
        expect(copy.prepare('SELECT external_id FROM records').all()).toEqual([{ external_id: '1' }]);
        copy.close();
    });

    it('a store of version 1 keeps its records and gets checkpoints and locks', () => {
        const paths = storePaths(path.join(temporaryFolder(), '.syncbench'));
        const first = StoreDatabase.open(paths, { readOnly: false, migrations: MIGRATIONS.slice(0, 1) });
        first.run(
            "INSERT INTO runs (id, integration, kind, script, variant, connection, started_at, options, pid, owner, status, warnings, http) VALUES ('old', 'github', 'sync', 'issues', 'base', 'octo', '2026-01-01', '{}', 1, 'x', 'succeeded', '[]', 3)",
        );
        first.close();
        const store = temporaryStore(paths.folder);
        expect(version(paths.database)).toBe(present);
        expect(store.run('old')).toMatchObject({ status: 'succeeded', http: 3 });
        expect(store.run('old')).not.toHaveProperty('refused');
        const key = { integration: 'github', connectionId: 'octo', key: 'sync:issues:base' };
        expect(store.checkpoint(key)).toEqual({ version: 0 });
        expect(store.tryAcquireLock({ runId: begin(store, 'run'), key: 'k', ttlMs: 1, now: 0 })).toBe(true);
    });

    it('a migration that fails half-way changes nothing', () => {
        const paths = madeByThisVersion();
        const broken: Migration = { version: present + 2, sql: 'DROP TABLE records; SELECT * FROM nowhere;' };
        expect(() => StoreDatabase.open(paths, { readOnly: false, migrations: [...MIGRATIONS, next, broken] })).toThrow(
            'nowhere',
        );
        expect(version(paths.database)).toBe(present);
        expect(allRecords(temporaryStore(paths.folder))).toHaveLength(1);
    });

    it('a newer store is read, and every write refused with advice', () => {
        const paths = madeByThisVersion();
        StoreDatabase.open(paths, { readOnly: false, migrations: [...MIGRATIONS, next] }).close();
        const store = temporaryStore(paths.folder);
        expect(store.readOnlyReason).toContain(
            `made by a newer Syncbench (version ${present + 1}, this one knows ${present})`,
        );
        expect(allRecords(store)).toHaveLength(1);
        const refused = refusal(() => begin(store, 'next'));
        expect(refused).toMatchObject({ code: 'store_read_only', message: store.readOnlyReason });
        expect(refused.advice).toContain('Update Syncbench');
    });
});

describe('a store that cannot be written', () => {
    it('below a file', () => {
        const file = path.join(temporaryFolder(), 'file');
        writeFileSync(file, '');
        const refused = refusal(() => RecordStore.open(path.join(file, '.syncbench')));
        expect(refused.code).toBe('store_unwritable');
        expect(refused.message).toContain(path.join(file, '.syncbench'));
        expect(refused.advice).toContain('--store');
    });

    it.skipIf(process.platform !== 'linux')('below /proc', () => {
        expect(refusal(() => RecordStore.open('/proc/syncbench')).code).toBe('store_unwritable');
    });

    const mountable = canMount();

    it.skipIf(!mountable)(
        '(needs root, to mount) read-only disk: refused at opening, and in the middle of a run',
        () => {
            const folder = mounted('4m');
            const store = temporaryStore(path.join(folder, 'store'));
            const run = begin(store, 'run');
            store.batchSave(run, 1, scope, [{ id: '1' }]);
            store.close();
            execFileSync('mount', ['-o', 'remount,ro', folder]);
            for (const name of ['store', 'other']) {
                const refused = refusal(() => begin(RecordStore.open(path.join(folder, name)), 'next'));
                expect(refused.code).toBe('store_unwritable');
                expect(refused.message).toContain(path.join(folder, name));
            }
        },
    );

    it.skipIf(!mountable)(
        'full disk: the batch is refused whole, the others stay, and writing goes on when there is space',
        () => {
            const folder = mounted('3m');
            const store = temporaryStore(path.join(folder, 'store'));
            const run = begin(store, 'run');
            const batch = (seq: number) =>
                Array.from({ length: 100 }, (_, n) => ({ id: `${seq}-${n}`, text: `${seq}-${n}`.padEnd(1500, 'x') }));
            let saved = 0;
            const refused = refusal(() => {
                for (;;) {
                    store.batchSave(run, saved + 1, scope, batch(saved + 1));
                    saved++;
                }
            });
            expect(refused.code).toBe('store_unwritable');
            expect(refused.message).toBe(`The disk that holds the store ${path.join(folder, 'store')} is full.`);
            expect(saved).toBeGreaterThan(1);
            expect(allRecords(store)).toHaveLength(saved * 100);
            expect(store.journal(run)).toHaveLength(saved);

            execFileSync('mount', ['-o', 'remount,size=30m', folder]);
            store.batchSave(run, saved + 1, scope, batch(saved + 1));
            expect(allRecords(store)).toHaveLength((saved + 1) * 100);
        },
    );
});

function canMount(): boolean {
    if (process.platform !== 'linux') return false;
    const probe = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/tmp']);
    return process.getuid?.() === 0 && probe.status === 0;
}

/** A small file system in memory, taken down when the test ends. */
function mounted(size: string): string {
    const folder = temporaryFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'syncbench-test', folder]);
    onTestFinished(() => {
        execFileSync('umount', ['-l', folder]);
    });
    return folder;
}
