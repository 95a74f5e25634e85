import type { RecordsAnswer, RecordsQuery } from '../../protocol/panel';
import type { RunReader } from './RunReader';

/** Records that the page gets at a time. */
const PAGE = 200;

/** A page of the records of one model that a run touched, in the order in which it did. */
export async function readRecords(
    reader: RunReader,
    { storeFolder, runId }: { storeFolder: string; runId: string },
    { model, change, id, cursor }: RecordsQuery,
): Promise<RecordsAnswer> {
    const page = await reader.runRecords(storeFolder, runId, {
        model,
        ...(change && { change }),
        ...(id && { id }),
        ...(cursor !== undefined && { cursor }),
        limit: PAGE,
    });
    return {
        records: page.records.map(({ id, change, seq }) => ({ id, change, seq })),
        cursor: page.nextCursor,
    };
}
