import type { RunOutcome, RunStatus, RunWarning } from '../protocol/events';
import { countsOfRun } from './counts';
import type { StoreDatabase } from './StoreDatabase';
import type { NewRun, RunRow } from './types';

/** A row of the table `runs`. */
export interface RunRecord {
    n: number;
    id: string;
    parent: string | null;
    integration: string;
    kind: NewRun['kind'];
    script: string;
    variant: string;
    connection: string;
    started_at: string;
    options: string;
    pid: number;
    owner: string;
    status: RunStatus;
    finished_at: string | null;
    duration_ms: number | null;
    outcome: string | null;
    warnings: string;
    logs: number;
    http: number;
    refused: number;
    batches: number;
}

export function toRunRow(database: StoreDatabase, row: RunRecord, status: RunStatus): RunRow {
    const run: RunRow = {
        id: row.id,
        integration: row.integration,
        kind: row.kind,
        script: row.script,
        variant: row.variant,
        connectionId: row.connection,
        startedAt: row.started_at,
        options: JSON.parse(row.options) as Record<string, unknown>,
        status,
        models: countsOfRun(database, row.n),
        warnings: JSON.parse(row.warnings) as RunWarning[],
        logs: row.logs,
        http: row.http,
        batches: row.batches,
    };
    if (row.refused > 0) run.refused = row.refused;
    if (row.parent !== null) run.parentRunId = row.parent;
    if (row.finished_at !== null) run.finishedAt = row.finished_at;
    if (row.duration_ms !== null) run.durationMs = row.duration_ms;
    if (row.outcome !== null) run.outcome = JSON.parse(row.outcome) as RunOutcome;
    return run;
}
