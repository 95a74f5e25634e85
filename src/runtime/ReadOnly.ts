import type { RunWarning } from '../protocol/events';
import { SdkError } from './sdk/errors';

/** Methods that do not change anything, by their definition in HTTP. */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Different calls that the warning names. */
const NAMED = 20;

/**
 * `--read-only`: refuses every call that would change something at the provider, whichever way the script makes it. A
 * redirect never turns a call into such a one, so that those that are refused here are all.
 */
export class ReadOnly {
    private readonly refused = new Map<string, number>();

    constructor(private readonly enabled: boolean) {}

    /**
     * The error to throw in the place of a call; undefined for a call that may be made.
     * @param url without secrets
     */
    refuse(method: string, url: string): SdkError | undefined {
        if (!this.enabled || SAFE.has(method.toUpperCase())) return undefined;
        const call = `${method.toUpperCase()} ${url}`;
        this.refused.set(call, (this.refused.get(call) ?? 0) + 1);
        return new SdkError('read_only', `${call} was not sent: the run is read-only.`);
    }

    /** Every call that was refused, as one warning; undefined when none was. */
    warning(): RunWarning | undefined {
        if (this.refused.size === 0) return undefined;
        const total = [...this.refused.values()].reduce((sum, times) => sum + times, 0);
        const named = [...this.refused]
            .slice(0, NAMED)
            .map(([call, times]) => (times > 1 ? `${call} (${times}×)` : call));
        const more = this.refused.size > NAMED ? ` and ${this.refused.size - NAMED} others` : '';
        const calls = total === 1 ? '1 call was' : `${total} calls were`;
        return { code: 'read-only', message: `${calls} refused by --read-only: ${named.join(', ')}${more}.` };
    }
}
