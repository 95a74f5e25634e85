import { visitRefs } from './journalRefs';
import type { StoreDatabase } from './StoreDatabase';

/** In use for as long as the store keeps records, or by a run that is not to be removed. */
const ALWAYS = 0xffffffff;

/**
 * Which run is the last to need each payload, so that removing runs oldest first tells what goes with each.
 * Four bytes per payload; made by one pass over the references.
 */
export class PayloadUse {
    private readonly lastUse: Uint32Array;

    /** @param removable the runs that may be removed, in the order in which they would be */
    constructor(
        private readonly database: StoreDatabase,
        private readonly removable: number[],
    ) {
        const { last } = database.get<{ last: number }>('SELECT coalesce(max(id), 0) AS last FROM payloads')!;
        this.lastUse = new Uint32Array(last + 1);
        const positions = new Map(removable.map((run, index) => [run, index + 1]));
        const use = (payload: number, run: number) => {
            const position = positions.get(run) ?? ALWAYS;
            if (position > this.lastUse[payload]!) this.lastUse[payload] = position;
        };
        for (const { payload } of database.iterate<{ payload: number }>('SELECT payload FROM records'))
            use(payload, -1);
        const states = database.iterate<{ payload: number; run: number }>('SELECT payload, run FROM history');
        for (const { payload, run } of states) use(payload, run);
        const calls = database.iterate<{ run: number; refs: Uint8Array }>('SELECT run, refs FROM journal');
        for (const { run, refs } of calls) visitRefs(refs, (_record, payload) => use(payload, run));
    }

    /** Removes the payloads that nothing refers to, as clearing records leaves them behind. */
    removeUnused(): void {
        this.removeWhere(0);
    }

    /** Removes the payloads that no record and no later run needs. Call in the order of `removable`. */
    removeLastUsedBy(run: number): void {
        this.removeWhere(this.removable.indexOf(run) + 1);
    }

    private removeWhere(position: number): void {
        const remove = this.database.statement('DELETE FROM payloads WHERE id = ?');
        for (let id = 1; id < this.lastUse.length; id++) if (this.lastUse[id] === position) remove.run(id);
    }
}
