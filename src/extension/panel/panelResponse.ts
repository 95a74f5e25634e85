import type { RunOutcome } from '../../protocol/events';
import type { PanelResponse } from '../../protocol/panel';

/** Characters of the body that the page gets. */
const LONGEST_BODY = 20_000;

/** What the app would receive of an action (nango-semantics §9.2), for the page. A success's body is the output, which is shown anyway. */
export function panelResponse(outcome: Pick<RunOutcome, 'status' | 'response'> | undefined): PanelResponse | undefined {
    const { response, status: state } = outcome ?? {};
    if (!response) return undefined;
    const { status, body } = response;
    if (state === 'succeeded' || body === undefined) return { status };
    const text = JSON.stringify(body, null, 2);
    return { status, body: text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY)}…` : text };
}
