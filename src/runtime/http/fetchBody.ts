import { isAnyArrayBuffer } from 'node:util/types';

/** A body as it is sent, and the type that `fetch` names for it where the caller names none. */
export interface FetchBody {
    data: string | Buffer;
    contentType?: string;
}

/**
 * What `fetch` sends for a body: bytes of any kind as they are, everything else as text. Nango's type names only text,
 * its runtime hands on whatever it is given (nango-semantics §3.4).
 */
export function fetchBody(body: unknown): FetchBody | undefined {
    if (body === undefined || body === null) return undefined;
    if (ArrayBuffer.isView(body)) return { data: Buffer.from(body.buffer, body.byteOffset, body.byteLength) };
    if (isAnyArrayBuffer(body)) return { data: Buffer.from(body) };
    const isForm = body instanceof URLSearchParams;
    const contentType = `${isForm ? 'application/x-www-form-urlencoded' : 'text/plain'};charset=UTF-8`;
    return { data: String(body), contentType };
}
