import type { AxiosError } from 'axios';
import { LIMITS } from '../../core/policy/limits';
import type { Provider } from '../../core/provider/types';

/** More are no advice: the waits of ten last 51 minutes. */
export const MOST_RETRIES = 10;

/** The response's `retry-after`, fit to be shown. */
export function retryAfterOf(error: AxiosError): string | undefined {
    const header = error.response?.headers['retry-after'] as unknown;
    return header === undefined || header === null ? undefined : String(header).slice(0, 100);
}

/** So many that what is waited before the last of them is as long as the response asks. */
export function retriesThatOutlast(asked: string | undefined): number {
    const seconds = Number(asked ?? '');
    if (!(seconds > 0)) return 3;
    const first = LIMITS.retryFirstWaitMs / 1000;
    const needed = Math.ceil(Math.log2(seconds / first + 1));
    return Math.min(Math.max(needed, 3), MOST_RETRIES);
}

/** Why a call does not wait as `retry-after` says; undefined where it does, or where the answer has none. */
export function whyUnread(asked: string | undefined, provider: Provider | null): string | undefined {
    const { at = [], after = [] } = provider?.proxy?.retry ?? {};
    const isRead = [at, after].flat().some((name) => name.toLowerCase() === 'retry-after');
    if (asked === undefined || isRead) return undefined;
    return `because ${provider === null ? 'there is no provider with a' : `the provider ${provider.name} has no`} rule for it, and \`retryHeader\` in the call has no effect`;
}

/** A provider, in a sentence. */
export function named(provider: Provider | null): string {
    return provider === null ? 'an unknown provider' : `the provider ${provider.name}`;
}
