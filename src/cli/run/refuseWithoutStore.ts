import { UserError } from '../../core/findings/UserError';
import type { RunSession } from '../../host/types';

/** Not `store_failed`: that is a defect of ours. */
const USELESS = /^store_(?:damaged|read_only|unwritable|busy)$/;

/**
 * Once a run has ended: nothing ran where its store is of no use, which is a mistake as a wrong flag is one.
 * @throws UserError `store_damaged`, `store_read_only`, `store_unwritable`, `store_busy`
 */
export function refuseWithoutStore({ refusal }: Pick<RunSession, 'refusal'>): void {
    if (!refusal || !USELESS.test(refusal.type)) return;
    throw new UserError(refusal.type, refusal.message, { advice: refusal.advice });
}
