import { isJson } from '../../core/httpBody/contentKind';
import { prettyJson } from '../../core/httpBody/prettyJson';
import type { HttpBodies, HttpBody } from '../../protocol/httpBodies';
import type { BodiesAnswer, PanelBody } from '../../protocol/panel';
import type { RunReader } from './RunReader';

/** Characters that the page draws of one body; a document shows all that is kept. */
const LONGEST_DRAWN = 4_000;
/** Until an attempt that was just told is looked for again, at first and at most. */
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1_000;

interface AttemptPlace {
    storeFolder: string;
    runId: string;
    seq: number;
}

/**
 * The bodies of an attempt of a run that goes on. It tells of an attempt before the store has it, which it has by the
 * tenth of a second after that, unless the script keeps its process busy: then it is waited for.
 */
export async function readBodies(
    reader: Pick<RunReader, 'httpBodies'>,
    { storeFolder, runId, seq }: AttemptPlace,
    isOver: () => boolean,
): Promise<HttpBodies> {
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
        const wasOver = isOver();
        const bodies = await reader.httpBodies(storeFolder, runId, seq);
        if (bodies ?? wasOver) return bodies ?? {};
        await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
}

/** Bodies as the page draws them. */
export function panelBodies(bodies: HttpBodies): BodiesAnswer {
    return Object.fromEntries(Object.entries(bodies).map(([side, body]) => [side, panelBody(body)]));
}

function panelBody(body: HttpBody): PanelBody {
    if (body.text === undefined) return body;
    const text = bodyText(body);
    return { ...body, text: text.slice(0, LONGEST_DRAWN), hasMore: text.length > LONGEST_DRAWN };
}

/** All that is kept of a body, to be read by a person. */
export function bodyText(body: HttpBody): string {
    const { text = '' } = body;
    return isJson(body) ? prettyJson(text) : text;
}
