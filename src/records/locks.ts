import type { RunTable } from './RunTable';
import { runNumber } from './runNumber';
import type { RunRecord } from './runRows';
import type { StoreDatabase } from './StoreDatabase';

/**
 * Takes a lock for a run, or takes it anew for another `ttlMs` milliseconds when the run holds it (nango-semantics
 * §3.4). A lock is free when nobody holds it, when its time is over, and when its run is over or its process is gone.
 * @returns whether the run holds it now
 */
export function tryAcquireLock(
    database: StoreDatabase,
    runs: RunTable,
    { runId, key, ttlMs, now }: { runId: string; key: string; ttlMs: number; now: number },
): boolean {
    return database.write(() => {
        const run = runNumber(database, runId);
        const held = database.get<{ run: number; expires_at: number }>(
            'SELECT run, expires_at FROM locks WHERE key = ?',
            key,
        );
        if (held && held.run !== run && held.expires_at > now && isRunning(database, runs, held.run)) return false;
        // Integer columns cannot hold more; nobody waits that long.
        const expiresAt = Math.min(now + Math.ceil(ttlMs), Number.MAX_SAFE_INTEGER);
        database.run(
            `INSERT INTO locks (key, run, expires_at) VALUES (?, ?, ?)
            ON CONFLICT DO UPDATE SET run = excluded.run, expires_at = excluded.expires_at`,
            key,
            run,
            expiresAt,
        );
        return true;
    });
}

/** @returns whether the run held the lock, whose time may have been over */
export function releaseLock(database: StoreDatabase, runId: string, key: string): boolean {
    return database.write(() => {
        const run = runNumber(database, runId);
        return database.run('DELETE FROM locks WHERE key = ? AND run = ?', key, run) > 0;
    });
}

/** Releases what a run still holds. Inside a write transaction only. */
export function releaseLocksOf(database: StoreDatabase, runId: string): void {
    database.run('DELETE FROM locks WHERE run = (SELECT n FROM runs WHERE id = ?)', runId);
}

function isRunning(database: StoreDatabase, runs: RunTable, run: number): boolean {
    const row = database.get<RunRecord>('SELECT * FROM runs WHERE n = ?', run);
    return row !== undefined && runs.statusOf(row, new Map()) === 'running';
}
