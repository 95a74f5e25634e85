import { renameSync, rmSync } from 'node:fs';
import { UserError } from '../../core/findings/UserError';
import { type RecordScope, RecordStore, type RecordText } from '../../records';
import { ExportTurns } from './ExportTurns';
import { writeCsv } from './recordCsv';
import type { ExportOptions } from './requests';
import { TextFile } from './TextFile';

export interface ExportFollower {
    signal: AbortSignal;
    /** Told now and then how many records are written. */
    onProgress(records: number): void;
}

/**
 * Writes the records of a scope into a file, first seen first: JSON as an array with a record in each line, or CSV. One
 * record is in memory at a time; the file appears, or is replaced, when all of it is written.
 *
 * @throws UserError `export_failed`, `export_cancelled`, and those of the store
 */
export async function exportRecords(
    storeFolder: string,
    scope: RecordScope,
    { format, includeDeleted, file }: ExportOptions,
    { signal, onProgress }: ExportFollower,
): Promise<{ records: number }> {
    const store = RecordStore.open(storeFolder, { readOnly: true });
    const temporary = `${file}.${process.pid}.tmp`;
    try {
        const records = () => store.eachRecord(scope, { includeDeleted });
        const turns = new ExportTurns(signal, onProgress);
        const writer = new TextFile(temporary);
        try {
            const written =
                format === 'json' ? await writeJson(records(), writer, turns) : await writeCsv(records, writer, turns);
            writer.close();
            renameSync(temporary, file);
            return { records: written };
        } finally {
            writer.close();
            rmSync(temporary, { force: true });
        }
    } catch (error) {
        throw error instanceof UserError ? error : exportFailed(file, error);
    } finally {
        store.close();
    }
}

async function writeJson(records: Iterable<RecordText>, file: TextFile, turns: ExportTurns): Promise<number> {
    let written = 0;
    file.write('[');
    for (const record of records) {
        file.write(`${written++ === 0 ? '' : ','}\n${record.json()}`);
        const pause = turns.wrote();
        if (pause) await pause;
    }
    file.write('\n]\n');
    return written;
}

function exportFailed(file: string, error: unknown): UserError {
    const reason = error instanceof Error ? error.message : String(error);
    return new UserError('export_failed', `${file} cannot be written: ${reason}.`, {
        advice: 'Choose another place, or make room there.',
    });
}
