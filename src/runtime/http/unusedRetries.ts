import type { AxiosError } from 'axios';
import type { Provider } from '../../core/provider/types';
import { named, retriesThatOutlast, retryAfterOf, whyUnread } from './retryAdvice';
import { decideRetry } from './retryRules';

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
    const asked = retryAfterOf(error);
    const refused = `${call} was refused (429${asked === undefined ? '' : `, \`retry-after: ${asked}\``})`;
    const told = withRetryOn.retry ? withRetryOn.source : undefined;
    const retries = `\`retries: ${told === undefined ? retriesThatOutlast(asked) : 3}\``;
    const needed = plain.retry
        ? retries
        : `${retries} and \`retryOn: [429]\` (429 is not among what ${named(provider)} retries)`;
    const why = whyUnread(asked, provider);
    const unread = why ? `; \`retry-after\` is not read, ${why}` : '';
    const waits =
        told === undefined
            ? `3 s before the first retry, twice as long before each further one${unread}`
            : `as long as \`${told}\` of the response says`;
    return `${refused} and is not sent again: Nango waits only in calls that have \`retries\`. With ${needed} it waits ${waits}.`;
}
