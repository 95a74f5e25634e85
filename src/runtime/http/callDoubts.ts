import { emptyParameters } from './buildUrl';
import type { ProxyCall } from './ProxyCall';

/** What of a call Nango does otherwise than its words promise (nango-semantics §3.3, §4.2, §4.5), each as a warning. */
export function callDoubts(call: ProxyCall): { code: string; message: string }[] {
    const doubts = emptyParameters(call.params).map((name) => {
        const text = String((call.params as Record<string, unknown>)[name]);
        const message = `The parameter \`${name}\` is ${text} and is sent as the text "${text}", as Nango does.`;
        return { code: 'empty_parameter', message };
    });
    if (call.hasRetryHeader) {
        const message = "`retryHeader` has no effect: Nango never reads it. The provider's own rules apply.";
        doubts.push({ code: 'retry_header_ignored', message });
    }
    if (Object.keys(call.headers ?? {}).some((name) => name.toLowerCase() === 'user-agent')) {
        const message = 'The header `user-agent` is replaced, as Nango does.';
        doubts.push({ code: 'user_agent_replaced', message });
    }
    return doubts;
}
