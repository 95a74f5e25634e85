import { hash } from 'node:crypto';
import { UserError } from '../core/findings/UserError';
import { fromIso, type Micros, toIso } from './timestamps';
import type { RecordScope } from './types';

/**
 * Where a record stands in the order of changes: `base64(<updated_at>||<uuid>)`, as in the cloud (nango-semantics §6.9).
 * Opaque to readers. The time alone decides: no two rows of a store share one.
 * @param uuid the record's, see `recordUuid`
 */
export function encodeCursor(updatedAt: Micros, uuid: string): string {
    return Buffer.from(`${toIso(updatedAt)}||${uuid}`).toString('base64');
}

/** A record's own id, a version 5 UUID of what identifies it (§6.1): the same in every store. */
export function recordUuid({ integration, connectionId, model, variant }: RecordScope, externalId: string): string {
    const name = JSON.stringify([integration, connectionId, model, variant, externalId]);
    const hex = hash('sha1', NAMESPACE + name, 'hex');
    const variantBits = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
    return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `5${hex.slice(13, 16)}`,
        variantBits + hex.slice(17, 20),
        hex.slice(20, 32),
    ].join('-');
}

/** What these UUIDs are made within; any constant would do. */
const NAMESPACE = 'syncbench record ';

/** @throws UserError `invalid_cursor` */
export function decodeCursor(cursor: string): Micros {
    const [time, uuid] = Buffer.from(cursor, 'base64').toString().split('||');
    const micros = uuid === undefined ? undefined : fromIso(time!);
    if (micros === undefined) {
        throw new UserError('invalid_cursor', `"${cursor}" is not a cursor of this store.`, {
            advice: 'Use the cursor of a record or the next cursor of a page.',
        });
    }
    return micros;
}
