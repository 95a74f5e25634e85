import type { StoreDatabase } from './StoreDatabase';

/** The row of a run. An unknown run is a defect of the caller. */
export function runNumber(database: StoreDatabase, runId: string): number {
    const number = findRun(database, runId);
    if (number === undefined) throw new Error(`The store knows no run ${runId}.`);
    return number;
}

export function findRun(database: StoreDatabase, runId: string): number | undefined {
    return database.get<{ n: number }>('SELECT n FROM runs WHERE id = ?', runId)?.n;
}
