import { existsSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { UserError } from '../core/findings/UserError';
import { latestVersion, type Migration, migrate, schemaVersion } from './migrations';
import { openDatabase } from './sqlite';
import { isBusy, storeError } from './storeErrors';
import { prepareFolder } from './storeFolder';
import type { StorePaths } from './storePaths';

/** SQLite waits this long for a lock by itself … */
const BUSY_TIMEOUT_MS = 10_000;
/** … and is asked again until so much has passed. */
const GIVE_UP_MS = 60_000;

/** A log of 32 MB between checkpoints: the pages of the hash index, written at random, are then copied less often. */
const SETTINGS = `
PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -32000;
PRAGMA wal_autocheckpoint = 4000;
PRAGMA journal_size_limit = 67108864;
`;

/** A connection to a store's database: statements prepared once, write transactions, errors with advice. */
export class StoreDatabase {
    private readonly statements = new Map<string, StatementSync>();
    /** Held here because Node 22 does not keep a statement alive for its iterator. */
    private readonly iterated = new Set<StatementSync>();
    private writing = false;

    private constructor(
        readonly paths: StorePaths,
        private readonly connection: DatabaseSync,
        private readonly readOnly: boolean,
        /** Set when a newer version made this store, which is then only read; in words for the user. */
        readonly newerReason: string | undefined,
    ) {}

    /**
     * Opens a store, making or migrating it as needed. A store with a newer schema is opened for reading.
     *
     * @throws UserError `store_unwritable`, `store_not_found` (read-only and not there), `store_damaged`, `store_busy`
     */
    static open(paths: StorePaths, options: { readOnly: boolean; migrations: readonly Migration[] }): StoreDatabase {
        try {
            return options.readOnly
                ? openForReading(paths, options.migrations)
                : openForWriting(paths, options.migrations);
        } catch (error) {
            throw storeError(error, paths.folder);
        }
    }

    /** @internal */
    static wrap(paths: StorePaths, connection: DatabaseSync, readOnly: boolean, newerReason?: string): StoreDatabase {
        return new StoreDatabase(paths, connection, readOnly, newerReason);
    }

    /** A statement kept for the life of the store. */
    statement(sql: string): StatementSync {
        let statement = this.statements.get(sql);
        if (statement === undefined) {
            statement = this.connection.prepare(sql);
            this.statements.set(sql, statement);
        }
        return statement;
    }

    /** Row by row, with a statement of its own: the reader may stop half-way, and others may run the same meanwhile. */
    *iterate<Row>(sql: string, ...parameters: (string | number | null)[]): Generator<Row> {
        const statement = this.connection.prepare(sql);
        this.iterated.add(statement);
        try {
            for (const row of statement.iterate(...parameters)) yield row as Row;
        } finally {
            this.iterated.delete(statement);
        }
    }

    get<Row>(sql: string, ...parameters: (string | number | null)[]): Row | undefined {
        return this.statement(sql).get(...parameters) as Row | undefined;
    }

    all<Row>(sql: string, ...parameters: (string | number | null)[]): Row[] {
        return this.statement(sql).all(...parameters) as Row[];
    }

    run(sql: string, ...parameters: (string | number | null | Uint8Array)[]): number {
        return Number(this.statement(sql).run(...parameters).changes);
    }

    /** Reads, and turns what SQLite raises into an error with advice. */
    read<T>(work: () => T): T {
        try {
            return work();
        } catch (error) {
            throw storeError(error, this.paths.folder);
        }
    }

    /**
     * One transaction: everything that `work` writes, or nothing, whatever happens to this process.
     *
     * @throws UserError `store_read_only`, `store_unwritable`, `store_busy`, `store_damaged`, and whatever `work` throws
     */
    write<T>(work: () => T): T {
        if (this.newerReason !== undefined) {
            throw new UserError('store_read_only', this.newerReason, {
                advice: 'Update Syncbench, or keep this run elsewhere with --store <dir>.',
            });
        }
        if (this.readOnly) throw new Error('The store was opened for reading.');
        // E.g. a record whose toJSON saves records.
        if (this.writing) throw new Error('The store was asked to write while it was writing.');
        this.writing = true;
        try {
            begin(this.connection);
            try {
                const result = work();
                this.connection.exec('COMMIT');
                return result;
            } catch (error) {
                rollback(this.connection);
                throw error;
            }
        } catch (error) {
            throw storeError(error, this.paths.folder);
        } finally {
            this.writing = false;
        }
    }

    /** Outside a transaction, for maintenance. */
    exec(sql: string): void {
        this.read(() => this.connection.exec(sql));
    }

    /** May be called twice. */
    close(): void {
        this.statements.clear();
        closeQuietly(this.connection);
    }
}

function openForWriting(paths: StorePaths, migrations: readonly Migration[]): StoreDatabase {
    prepareFolder(paths);
    const connection = openDatabase(paths.database);
    try {
        connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
        const database = StoreDatabase.wrap(paths, connection, false);
        const version = schemaVersion(connection);
        if (version > latestVersion(migrations)) {
            connection.close();
            return openForReading(paths, migrations);
        }
        if (version === 0) {
            // Five records of 1.5 KB to a page, where 4 KiB would hold two.
            connection.exec('PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL;');
            retryWhileBusy(() => connection.exec('PRAGMA journal_mode = WAL'));
        }
        connection.exec(SETTINGS);
        if (version < latestVersion(migrations)) database.write(() => migrate(connection, paths, migrations));
        return database;
    } catch (error) {
        closeQuietly(connection);
        throw error;
    }
}

function openForReading(paths: StorePaths, migrations: readonly Migration[]): StoreDatabase {
    if (!existsSync(paths.database)) {
        throw new UserError('store_not_found', `There is no store in ${paths.folder}.`, {
            advice: 'Run a sync first, or name another store with --store <dir>.',
        });
    }
    const connection = openDatabase(paths.database, { readOnly: true });
    try {
        connection.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA cache_size = -8000;`);
        const version = schemaVersion(connection);
        const latest = latestVersion(migrations);
        if (version < latest) {
            connection.close();
            openForWriting(paths, migrations).close();
            return openForReading(paths, migrations);
        }
        const newerReason =
            version > latest
                ? `The store ${paths.folder} was made by a newer Syncbench (version ${version}, this one knows ${latest}) and can only be read.`
                : undefined;
        return StoreDatabase.wrap(paths, connection, true, newerReason);
    } catch (error) {
        closeQuietly(connection);
        throw error;
    }
}

function begin(connection: DatabaseSync): void {
    retryWhileBusy(() => connection.exec('BEGIN IMMEDIATE'));
}

function rollback(connection: DatabaseSync): void {
    try {
        connection.exec('ROLLBACK');
    } catch {
        // SQLite has rolled back by itself, as it does when the disk is full.
    }
}

/** SQLite reports some locks (a recovery after a crash, the switch to WAL) without waiting for them. */
function retryWhileBusy(work: () => void): void {
    const end = performance.now() + GIVE_UP_MS;
    for (;;) {
        try {
            work();
            return;
        } catch (error) {
            if (!isBusy(error) || performance.now() > end) throw error;
            Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
        }
    }
}

function closeQuietly(connection: DatabaseSync): void {
    try {
        connection.close();
    } catch {
        // Already closed.
    }
}
