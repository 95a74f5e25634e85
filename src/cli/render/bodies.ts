import { isJson } from '../../core/httpBody/contentKind';
import { prettyJson } from '../../core/httpBody/prettyJson';
import type { HttpAttempt } from '../../protocol/events';
import type { BodySide, HttpBodies, HttpBody } from '../../protocol/httpBodies';
import { wasNotSent } from '../../protocol/wasNotSent';
import { GUTTER } from './entries';
import type { Style } from './style';
import { hanging, printable, printableLine, size, truncated } from './text';

/** Characters of one body that a person is shown. */
const LONGEST_BODY = 10_000;

const WHY = {
    binary: 'not kept: it is no text',
    stream: 'not kept: it was sent or received as a stream',
    limit: 'not kept: the run had more than 8 MB of bodies',
};
const UNKNOWN = 'not kept: that was switched off, or the run is older than this feature';

/** What an HTTP attempt sent and what came back, below its line; nothing of what is empty. */
export function bodyLines(attempt: HttpAttempt, bodies: HttpBodies, style: Style): string[] {
    const { requestSize = 0, responseSize, responseHeaders } = attempt;
    const hadResponse = responseHeaders !== undefined && responseSize !== 0;
    if (wasNotSent(attempt)) return [];
    return [
        ...sideLines('request', bodies.request, requestSize > 0, style),
        ...sideLines('response', bodies.response, hadResponse, style),
    ];
}

function sideLines(side: BodySide, body: HttpBody | undefined, wasThere: boolean, style: Style): string[] {
    if (!body && !wasThere) return [];
    const { type, size: bytes, text, cut, omitted } = body ?? {};
    const missing = text === undefined ? (omitted ? WHY[omitted] : UNKNOWN) : undefined;
    const facts = [
        type === undefined ? undefined : printableLine(type),
        bytes === undefined ? undefined : size(bytes),
        cut && 'only the beginning was kept',
        missing,
    ].filter(Boolean);
    const heading = `${GUTTER}${style.paint('dim', [`${side} body`, ...facts].join('  '))}`;
    if (text === undefined) return [heading];
    const shown = truncated(printable(isJson({ type, text }) ? prettyJson(text) : text), LONGEST_BODY, SEE_ALL);
    return [heading, `${GUTTER}${hanging(shown, GUTTER)}`];
}

const SEE_ALL = '--json shows all that is kept';
