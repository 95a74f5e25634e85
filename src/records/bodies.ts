import type { BodySide, HttpBodies, HttpBody } from '../protocol/httpBodies';
import type { StoreDatabase } from './StoreDatabase';

/** What is kept of one body; `seq` is that of its attempt. */
export interface StoredBody {
    seq: number;
    side: BodySide;
    body: HttpBody;
}

/** `bodies.side`; part of the schema. */
const SIDES: readonly BodySide[] = ['request', 'response'];

interface BodyRow {
    side: number;
    type: string | null;
    size: number | null;
    cut: number;
    omitted: HttpBody['omitted'] | null;
    text: string | null;
}

/** Inside a transaction. */
export function addBody(database: StoreDatabase, run: number, { seq, side, body }: StoredBody): void {
    const { type = null, size = null, cut, omitted = null, text = null } = body;
    database.run(
        'INSERT INTO bodies (run, seq, side, type, size, cut, omitted, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        ...[run, seq, SIDES.indexOf(side), type, size, cut ? 1 : 0, omitted, text],
    );
}

export function readBodies(database: StoreDatabase, run: number, seq: number): HttpBodies {
    const rows = database.all<BodyRow>(
        'SELECT side, type, size, cut, omitted, text FROM bodies WHERE run = ? AND seq = ? ORDER BY side',
        run,
        seq,
    );
    return Object.fromEntries(rows.map((row) => [SIDES[row.side], toBody(row)]));
}

function toBody({ type, size, cut, omitted, text }: BodyRow): HttpBody {
    return {
        ...(type !== null && { type }),
        ...(size !== null && { size }),
        ...(text !== null && { text }),
        ...(cut === 1 && { cut: true }),
        ...(omitted !== null && { omitted }),
    };
}
