import { UserError } from '../core/findings/UserError';
import { fromIso, type Micros, toIso } from './timestamps';

/**
 * Where a record stands in the order of changes: `base64(<updated_at>||<row>)`, as in the cloud with our row id for its
 * uuid (nango-semantics §6.9). Opaque to readers. The time alone decides: no two rows of a store share one.
 */
export function encodeCursor(updatedAt: Micros, row: number): string {
    return Buffer.from(`${toIso(updatedAt)}||${row}`).toString('base64');
}

/** @throws UserError `invalid_cursor` */
export function decodeCursor(cursor: string): Micros {
    const [time, row] = Buffer.from(cursor, 'base64').toString().split('||');
    const micros = row === undefined ? undefined : fromIso(time!);
    if (micros === undefined) {
        throw new UserError('invalid_cursor', `"${cursor}" is not a cursor of this store.`, {
            advice: 'Use the cursor of a record or the next cursor of a page.',
        });
    }
    return micros;
}
