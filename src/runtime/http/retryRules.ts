import type { AxiosError, AxiosResponse } from 'axios';
import { get } from 'es-toolkit/compat';
import { LIMITS } from '../../core/policy/limits';
import type { ProviderRetry } from '../../core/provider/types';

/** Failures without a response that are worth another attempt (nango-semantics §4.5). */
const RETRYABLE_NETWORK_CODES = new Set([
    'ECONNRESET',
    'ETIMEDOUT',
    'ECONNABORTED',
    'ECONNREFUSED',
    'EHOSTUNREACH',
    'EAI_AGAIN',
    'UND_ERR_SOCKET',
]);

const FIRST_BACK_OFF_MS = LIMITS.retryFirstWaitMs;
const LONGEST_BACK_OFF_MS = LIMITS.retryMaxWaitMs;

/**
 * Whether a failed attempt is tried again; `reason` is for people. `waitMs` is what the cloud would wait, `source` what of
 * the response told it so: a header, or a path in the body.
 */
export type RetryDecision =
    | { retry: true; waitMs: number; reason: string; source?: string }
    | { retry: false; reason: string };

/**
 * Decides on one failed attempt. `attempt` counts from 0. A 401 that is retryable is so only if the credentials can
 * be refetched and have changed, which the caller finds out.
 */
export function decideRetry(
    error: AxiosError,
    attempt: number,
    rules: { retryOn: readonly number[]; provider: ProviderRetry | undefined; now: number },
): RetryDecision {
    const { response } = error;
    const backOff = Math.min(FIRST_BACK_OFF_MS * 2 ** attempt, LONGEST_BACK_OFF_MS);
    if (response === undefined) {
        const code = error.code ?? 'no response';
        return RETRYABLE_NETWORK_CODES.has(code)
            ? { retry: true, waitMs: backOff, reason: code }
            : { retry: false, reason: code };
    }
    const reason = `status ${response.status}`;
    if (!isRetryable(response, rules.retryOn, rules.provider)) return { retry: false, reason };
    const told = waitTold(response, rules.provider, rules.now);
    if (told === undefined) return { retry: true, waitMs: backOff, reason };
    return { retry: true, ...told, reason: `${reason}, ${told.source}` };
}

function isRetryable(
    response: AxiosResponse,
    retryOn: readonly number[],
    provider: ProviderRetry | undefined,
): boolean {
    const { status } = response;
    const codes = provider?.error_code;
    const byRule =
        codes === undefined ? status >= 500 || status === 429 || status === 401 : matchesCodes(status, [codes].flat());
    if (byRule || retryOn.includes(status)) return true;
    return headerNames(provider?.remaining).some((name) => headerText(response, name) === '0');
}

/** `403`, `"403"`, `"5xx"`, `"500-502"`. */
function matchesCodes(status: number, codes: readonly (string | number)[]): boolean {
    return codes.some((code) => {
        const text = String(code).trim();
        const range = /^(\d{3})\s*-\s*(\d{3})$/.exec(text);
        if (range) return status >= Number(range[1]) && status <= Number(range[2]);
        if (/^\dxx$/i.test(text)) return Math.floor(status / 100) === Number(text[0]);
        return status === Number(text);
    });
}

/** The longest wait that the response itself asks for by the provider's rules. */
function waitTold(response: AxiosResponse, provider: ProviderRetry | undefined, now: number) {
    const waits = [
        ...headerNames(provider?.at).map((name) => ({
            source: name,
            waitMs: untilText(headerText(response, name), now),
        })),
        ...headerNames(provider?.after).map((name) => ({
            source: name,
            waitMs: secondsText(headerText(response, name)),
        })),
        ...bodyWait(response, provider, now),
    ].flatMap(({ source, waitMs }) => (waitMs === undefined ? [] : [{ source, waitMs }]));
    return waits.sort((a, b) => b.waitMs - a.waitMs)[0];
}

function bodyWait(response: AxiosResponse, provider: ProviderRetry | undefined, now: number) {
    const rule = provider?.in_body;
    if (rule === undefined) return [];
    const text = get(response.data, rule.path);
    if (typeof text !== 'string') return [];
    // The catalogue writes the pattern with slashes around it.
    const found = new RegExp(rule.value.replace(/^\/(.*)\/$/s, '$1')).exec(text)?.[1];
    return [{ source: rule.path, waitMs: rule.strategy === 'at' ? untilText(found, now) : secondsText(found) }];
}

/** A moment as epoch seconds, epoch milliseconds or a date; one that has passed says nothing. */
function untilText(text: string | undefined, now: number): number | undefined {
    if (text === undefined || text === '') return undefined;
    const number = Number(text);
    const moment = Number.isNaN(number) ? Date.parse(text) : number < 1e11 ? number * 1000 : number;
    const waitMs = moment - now;
    return Number.isFinite(waitMs) && waitMs > 0 ? Math.ceil(waitMs) : undefined;
}

function secondsText(text: string | undefined): number | undefined {
    const seconds = Number.parseFloat(text ?? '');
    return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds * 1000) : undefined;
}

function headerNames(names: string | string[] | undefined): string[] {
    return names === undefined ? [] : [names].flat();
}

function headerText(response: AxiosResponse, name: string): string | undefined {
    const value: unknown = response.headers?.[name.toLowerCase()];
    return value === undefined || value === null ? undefined : String(value).trim();
}
