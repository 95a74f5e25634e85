import { UserError } from '../core/findings/UserError';
import type { RunOutcome, RunStatus, RunWarning } from '../protocol/events';
import { releaseLocksOf } from './locks';
import { isOwnerAlive, OwnerLock, removeStale } from './OwnerLock';
import { findRun } from './runNumber';
import { type RunRecord, toRunRow } from './runRows';
import type { StoreDatabase } from './StoreDatabase';
import type { NewRun, RunRow } from './types';

export interface RunFilter {
    integration?: string;
    script?: string;
    kind?: NewRun['kind'];
    connectionId?: string;
    status?: RunStatus;
    /** At most this many, 100 unless told. */
    limit?: number;
    /** Id of a run: only older ones. */
    before?: string;
    /** Also runs that another run started (`triggerAction`). */
    includeNested?: boolean;
}

/** What identifies a sync's state between runs. */
export interface SyncKey {
    integration: string;
    script: string;
    variant: string;
    connectionId: string;
}

/** The runs of a store, and the leases of those this process writes. */
export class RunTable {
    private lock: OwnerLock | undefined;
    private readonly active = new Set<string>();

    constructor(private readonly database: StoreDatabase) {}

    /**
     * Writes the row of a run that starts. A sync that no other run started takes the lease of its (integration,
     * script, variant, connection); it is free again when the run finishes or its process ends.
     *
     * @throws UserError `run_in_progress` while another process, or this one, runs the same sync
     */
    begin(run: NewRun): void {
        const held = this.lock;
        try {
            this.database.write(() => {
                if (run.kind === 'sync' && run.parentRunId === undefined) this.refuseSecond(run);
                this.lock ??= OwnerLock.take(this.database.paths.locks);
                this.insert(run, this.lock.owner);
            });
        } catch (error) {
            if (held === undefined) this.releaseLock();
            throw error;
        }
        this.active.add(run.id);
    }

    /** Also for the run of a process that was killed, by whoever had started it. */
    finish(runId: string, outcome: RunOutcome, warnings: RunWarning[]): void {
        const changed = this.database.write(() => {
            releaseLocksOf(this.database, runId);
            // Those that watch the locks learn in this way of what a dead process could not tell.
            if (!this.active.has(runId)) removeStale(this.database.paths.locks, this.lock?.owner);
            return this.database.run(
                `UPDATE runs SET status = ?, finished_at = ?, duration_ms = ?, outcome = ?, warnings = ? WHERE id = ?`,
                outcome.status,
                new Date().toISOString(),
                outcome.durationMs,
                JSON.stringify(outcome),
                JSON.stringify(warnings),
                runId,
            );
        });
        if (changed === 0) throw new Error(`The store knows no run ${runId}.`);
        this.active.delete(runId);
        if (this.active.size === 0) this.releaseLock();
    }

    get(runId: string): RunRow | undefined {
        const row = this.database.get<RunRecord>('SELECT * FROM runs WHERE id = ?', runId);
        return row && toRunRow(this.database, row, this.statusOf(row, new Map()));
    }

    /** Newest first. @throws UserError `run_not_found` when `before` names no run */
    list(filter: RunFilter): RunRow[] {
        const { where, values } = this.conditions(filter);
        const rows: RunRow[] = [];
        const owners = new Map<string, boolean>();
        for (const row of this.database.iterate<RunRecord>(`SELECT * FROM runs ${where} ORDER BY n DESC`, ...values)) {
            if (rows.length >= (filter.limit ?? 100)) break;
            const status = this.statusOf(row, owners);
            if (filter.status === undefined || filter.status === status) {
                rows.push(toRunRow(this.database, row, status));
            }
        }
        return rows;
    }

    /** The runs that one started itself, in the order in which they began. */
    nested(parentId: string): RunRow[] {
        return this.rows('SELECT * FROM runs WHERE parent = ? ORDER BY n', parentId);
    }

    /** The newest run of each script, newest first; those that other runs started do not count. */
    lastOfEach(): RunRow[] {
        return this.rows(
            `SELECT * FROM runs WHERE n IN (
                SELECT max(n) FROM runs WHERE parent IS NULL GROUP BY integration, kind, script
            ) ORDER BY n DESC`,
        );
    }

    /** When the last succeeded run of this sync started, ISO 8601 (nango-semantics §6.8); undefined before the first. */
    lastSyncDate({ integration, script, variant, connectionId }: SyncKey): string | undefined {
        return this.database.get<{ started_at: string }>(
            `SELECT started_at FROM runs WHERE integration = ? AND script = ? AND connection = ? AND variant = ?
                AND kind = 'sync' AND status = 'succeeded' AND json_extract(outcome, '$.partial') IS NULL
                ORDER BY n DESC LIMIT 1`,
            integration,
            script,
            connectionId,
            variant,
        )?.started_at;
    }

    /** Drops the lock of this process: runs that did not finish read as interrupted. */
    close(): void {
        this.releaseLock();
    }

    /** A running run reads as `interrupted` when the process that wrote it is gone. */
    statusOf(row: Pick<RunRecord, 'id' | 'status' | 'owner'>, owners: Map<string, boolean>): RunStatus {
        if (row.status !== 'running') return row.status;
        let alive = owners.get(row.owner);
        if (alive === undefined) {
            alive = this.lock?.owner === row.owner || isOwnerAlive(this.database.paths.locks, row.owner);
            owners.set(row.owner, alive);
        }
        if (alive) return 'running';
        // It may have finished, and then dropped its lock, since the row was read.
        const now = this.database.get<{ status: RunStatus }>('SELECT status FROM runs WHERE id = ?', row.id);
        return now === undefined || now.status === 'running' ? 'interrupted' : now.status;
    }

    private rows(sql: string, ...values: string[]): RunRow[] {
        const owners = new Map<string, boolean>();
        return this.database
            .all<RunRecord>(sql, ...values)
            .map((row) => toRunRow(this.database, row, this.statusOf(row, owners)));
    }

    private refuseSecond(run: NewRun): void {
        const running = this.database.all<RunRecord>(
            `SELECT * FROM runs WHERE status = 'running' AND integration = ? AND script = ? AND connection = ?
                AND variant = ? AND kind = 'sync' AND parent IS NULL`,
            run.integration,
            run.script,
            run.connectionId,
            run.variant,
        );
        const holder = running.find((row) => this.statusOf(row, new Map()) === 'running');
        if (holder === undefined) return;
        const message =
            `${run.integration}/${run.script} is already running for connection ${run.connectionId}: ` +
            `run ${holder.id}, process ${holder.pid}, since ${holder.started_at}.`;
        throw new UserError('run_in_progress', message, {
            advice: 'Wait for it to end, cancel it, or use --ephemeral to run beside it in a store of its own.',
        });
    }

    private insert(run: NewRun, owner: string): void {
        this.database.run(
            `INSERT INTO runs (id, parent, integration, kind, script, variant, connection, started_at, options, pid, owner,
                status, warnings) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running', '[]')`,
            run.id,
            run.parentRunId ?? null,
            run.integration,
            run.kind,
            run.script,
            run.variant,
            run.connectionId,
            run.startedAt,
            JSON.stringify(run.options),
            process.pid,
            owner,
        );
    }

    private conditions(filter: RunFilter): { where: string; values: (string | number)[] } {
        const conditions: string[] = [];
        const values: (string | number)[] = [];
        const add = (condition: string, value: string | number | undefined) => {
            if (value === undefined) return;
            conditions.push(condition);
            values.push(value);
        };
        add('integration = ?', filter.integration);
        add('script = ?', filter.script);
        add('kind = ?', filter.kind);
        add('connection = ?', filter.connectionId);
        add('status = ?', filter.status === 'interrupted' ? 'running' : filter.status);
        if (filter.before !== undefined) {
            const before = findRun(this.database, filter.before);
            if (before === undefined) {
                throw new UserError('run_not_found', `The store has no run ${filter.before}.`, {
                    advice: 'Retention may have removed it; list the runs from the newest again.',
                });
            }
            add('n < ?', before);
        }
        if (!filter.includeNested) conditions.push('parent IS NULL');
        return { where: conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : '', values };
    }

    private releaseLock(): void {
        this.lock?.release();
        this.lock = undefined;
    }
}
