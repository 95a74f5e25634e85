import { isAnyArrayBuffer } from 'node:util/types';
import { contentKind, isForm, looksBinary } from '../../core/httpBody/contentKind';
import type { Redactor } from '../../core/redaction/Redactor';
import type { HttpBodies, HttpBody } from '../../protocol/httpBodies';
import type { SeeBody } from './transport';

/** Characters of one body. */
const LONGEST_TEXT = 32_000;
/** Bytes of all bodies of a run, those nested in it included … */
const MOST_BYTES = 8_000_000;
/** … and how many of them are left to responses that tell of a failure, which come late in many a run. */
const FOR_FAILURES = 1_000_000;

interface BodyFacts {
    /** The header `content-type`. */
    type: unknown;
    /** Bytes; undefined where they are not known. */
    size: number | undefined;
    /** Of a response. */
    status?: number;
}

/**
 * Takes what a run keeps of bodies: a redacted copy of their beginnings, made at once, so that nothing holds on to the
 * body itself. What a script sends or receives is neither read from a stream nor changed.
 */
export class BodyKeeper {
    private bytes = 0;

    constructor(
        private readonly redactor: Redactor,
        private readonly mostBytes = MOST_BYTES,
    ) {}

    /** What puts each body that it sees to those of an attempt. */
    into(bodies: HttpBodies): SeeBody {
        return (side, body, about) => {
            const kept = this.keep(body, about);
            if (kept) bodies[side] = kept;
        };
    }

    /** @returns undefined for a body that is empty */
    keep(body: unknown, { type: header, size, status = 0 }: BodyFacts): HttpBody | undefined {
        if (size === 0 || body === undefined || body === null) return undefined;
        const type = typeof header === 'string' ? this.redactor.text(header) : undefined;
        const facts = { ...(type !== undefined && { type }), ...(size !== undefined && { size }) };
        if (typeof body !== 'string' && !isBytes(body)) return { ...facts, omitted: 'stream' };
        const kind = contentKind(type);
        const text = kind === 'binary' ? undefined : this.beginning(body);
        if (kind === 'binary' || text === undefined || looksBinary(text, kind)) return { ...facts, omitted: 'binary' };
        const isCut = text.length > LONGEST_TEXT;
        // Through bytes, because the part of a text keeps all of it in memory.
        const bytes = Buffer.from(this.redactor.body(text, LONGEST_TEXT, { isForm: isForm({ type, text }) }));
        const most = this.mostBytes - (status >= 400 ? 0 : FOR_FAILURES);
        if (this.bytes + bytes.length > most) return { ...facts, omitted: 'limit' };
        this.bytes += bytes.length;
        return { ...facts, text: bytes.toString(), ...(isCut && { cut: true }) };
    }

    /** As many characters as are needed to tell that it is cut, and where it may be. */
    private beginning(body: string | Bytes): string {
        const needed = LONGEST_TEXT + Math.max(this.redactor.reach, 1);
        if (typeof body === 'string') return body.slice(0, needed);
        // A character has up to four bytes; the last one may be cut.
        const bytes = bytesOf(body).subarray(0, needed * 4);
        return bytes
            .toString()
            .replace(/^\uFEFF/, '')
            .slice(0, needed);
    }
}

type Bytes = ArrayBufferLike | NodeJS.ArrayBufferView;

function isBytes(body: unknown): body is Bytes {
    return ArrayBuffer.isView(body) || isAnyArrayBuffer(body);
}

function bytesOf(body: Bytes): Buffer {
    return ArrayBuffer.isView(body) ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : Buffer.from(body);
}
