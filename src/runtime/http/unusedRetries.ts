import type { AxiosError } from 'axios';
import { LIMITS } from '../../core/policy/limits';
import type { Provider } from '../../core/provider/types';
import { decideRetry } from './retryRules';

/** More are no advice: the waits of ten last 51 minutes. */
const MOST_RETRIES = 10;

/**
 * What a call that a limited API refused (429) must have to be sent again: without `retries` it never is
 * (nango-semantics §4.5).
 * @param call method and URL, without secrets
 */
export function unusedRetries(
    call: string,
    error: AxiosError,
    { retryOn, provider, now }: { retryOn: readonly number[]; provider: Provider | null; now: number },
): string {
    const decide = (statuses: readonly number[]) =>
        decideRetry(error, 0, { retryOn: statuses, provider: provider?.proxy?.retry, now });
    const plain = decide(retryOn);
    const withRetryOn = decide([429]);
    const header = error.response?.headers['retry-after'] as unknown;
    const asked = header === undefined || header === null ? undefined : String(header).slice(0, 100);
    const refused = `${call} was refused (429${asked === undefined ? '' : `, \`retry-after: ${asked}\``})`;
    const told = withRetryOn.retry ? withRetryOn.source : undefined;
    const retries = `\`retries: ${told === undefined ? retriesThatOutlast(asked) : 3}\``;
    const needed = plain.retry
        ? retries
        : `${retries} and \`retryOn: [429]\` (429 is not among what ${named(provider)} retries)`;
    const waits =
        told === undefined
            ? `3 s before the first retry, twice as long before each further one${unread(asked, provider)}`
            : `as long as \`${told}\` of the response says`;
    return `${refused} and is not sent again: Nango waits only in calls that have \`retries\`. With ${needed} it waits ${waits}.`;
}

/** So many that what is waited before the last of them is as long as the response asks. */
function retriesThatOutlast(asked: string | undefined): number {
    const seconds = Number(asked ?? '');
    if (!(seconds > 0)) return 3;
    const first = LIMITS.retryFirstWaitMs / 1000;
    const needed = Math.ceil(Math.log2(seconds / first + 1));
    return Math.min(Math.max(needed, 3), MOST_RETRIES);
}

function unread(asked: string | undefined, provider: Provider | null): string {
    const { at = [], after = [] } = provider?.proxy?.retry ?? {};
    const isRead = [at, after].flat().some((name) => name.toLowerCase() === 'retry-after');
    if (asked === undefined || isRead) return '';
    return `; \`retry-after\` is not read, because ${provider === null ? 'there is no provider with a' : `the provider ${provider.name} has no`} rule for it, and \`retryHeader\` in the call has no effect`;
}

function named(provider: Provider | null): string {
    return provider === null ? 'an unknown provider' : `the provider ${provider.name}`;
}
