import type { AxiosError } from 'axios';
import { LIMITS } from '../../core/policy/limits';
import type { Provider } from '../../core/provider/types';
import { MOST_RETRIES, named, retriesThatOutlast, retryAfterOf, whyUnread } from './retryAdvice';
import { decideRetry } from './retryRules';

/** A call with retries, as its last attempt leaves it. */
export interface TriedCall {
    /** How many retries it had, all of them sent. */
    retries: number;
    /** Milliseconds waited before all of them, and what the cloud would have waited. */
    waitedMs: number;
    unscaledMs: number;
    provider: Provider | null;
    now: number;
}

/** What was tried for a call that a limited API refused (429) to its last retry, and what to do (nango-semantics §4.5). */
export function usedRetries(error: AxiosError, { retries, waitedMs, unscaledMs, provider, now }: TriedCall): string {
    const decision = decideRetry(error, retries, { retryOn: [429], provider: provider?.proxy?.retry, now });
    const asked = retryAfterOf(error);
    const scaled = waitedMs === unscaledMs ? '' : ` (${seconds(unscaledMs)} in the cloud: --retry-scale)`;
    const why = whyUnread(asked, provider);
    const unread = why ? `, which is not read, ${why}` : '';
    const last = asked === undefined ? '' : `; the last answer has \`retry-after: ${asked}\`${unread}`;
    const tried = `The call was sent ${retries + 1} times, ${seconds(waitedMs)} were waited in between${scaled}${last}.`;
    return `${tried} ${moreRetries(retries, decision.retry ? decision.source : undefined, asked)}`;
}

/** A call whose retries are not used, because the provider does not count 429 among what is worth one. */
export function uncountedRetries(provider: Provider | null): string {
    return `Its \`retries\` are not used: 429 is not among what ${named(provider)} retries. Add \`retryOn: [429]\` to the call.`;
}

function moreRetries(retries: number, told: string | undefined, asked: string | undefined): string {
    const fewer = 'make fewer calls, such as by larger pages';
    if (told !== undefined) return `Each retry waits as \`${told}\` says: give it more \`retries\`, or ${fewer}.`;
    const next = Math.max(retries + 1, retriesThatOutlast(asked));
    if (next > MOST_RETRIES) return `More retries would wait too long: ${fewer}.`;
    return `Give it more: with \`retries: ${next}\` it waits ${seconds(backOffMs(next))} in all. Or ${fewer}.`;
}

/** What so many retries wait in all where no answer says how long. */
function backOffMs(retries: number): number {
    const { retryFirstWaitMs, retryMaxWaitMs } = LIMITS;
    const waits = Array.from({ length: retries }, (_, i) => Math.min(retryFirstWaitMs * 2 ** i, retryMaxWaitMs));
    return waits.reduce((sum, ms) => sum + ms, 0);
}

function seconds(ms: number): string {
    return `${ms >= 10_000 ? Math.round(ms / 1000) : Math.round(ms / 100) / 10} s`;
}
