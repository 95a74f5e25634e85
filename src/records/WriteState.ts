import type { StoreDatabase } from './StoreDatabase';
import { type Micros, nowMicros } from './timestamps';

/**
 * What one write transaction hands out: row ids, and times of which no two in a store are the same, also across
 * processes. Read at its start, saved before its end.
 */
export class WriteState {
    private constructor(
        private readonly database: StoreDatabase,
        private clock: Micros,
        private record: number,
        private payload: number,
    ) {}

    static load(database: StoreDatabase): WriteState {
        const row = database.get<{ clock: number; last_record: number; last_payload: number }>(
            'SELECT clock, last_record, last_payload FROM state',
        )!;
        // A clock that was set back must not order new rows before old ones.
        return new WriteState(database, Math.max(row.clock, nowMicros() - 1), row.last_record, row.last_payload);
    }

    /** Later than any time given out before. */
    tick(): Micros {
        return ++this.clock;
    }

    nextRecord(): number {
        return ++this.record;
    }

    nextPayload(): number {
        return ++this.payload;
    }

    save(): void {
        this.database.run(
            'UPDATE state SET clock = ?, last_record = ?, last_payload = ?',
            this.clock,
            this.record,
            this.payload,
        );
    }
}
