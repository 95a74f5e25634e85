import { UserError } from '../../core/findings/UserError';
import type { RunSession } from '../../host/types';

/** Not `store_failed`: that is a defect of ours. */
const NOTHING_RAN = /^(?:store_(?:damaged|read_only|unwritable|busy)|run_in_progress)$/;

/**
 * Once a run has ended: nothing ran where its store is of no use, or has the same sync running, which is a mistake as a
 * wrong flag is one.
 * @throws UserError `store_damaged`, `store_read_only`, `store_unwritable`, `store_busy`, `run_in_progress`
 */
export function refuseUnlessBegun({ refusal }: Pick<RunSession, 'refusal'>): void {
    if (!refusal || !NOTHING_RAN.test(refusal.type)) return;
    throw new UserError(refusal.type, refusal.message, { advice: refusal.advice });
}
