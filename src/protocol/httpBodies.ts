/** What is kept of the body of a request or a response; of an empty one nothing is. Redacted. */
export interface HttpBody {
    /** As the header `content-type` has it. */
    type?: string;
    /** Bytes of the whole body, decompressed; undefined where they are not known, e.g. of a stream. */
    size?: number;
    /** All of it, or where it is `cut` the beginning. Undefined where it is `omitted`. */
    text?: string;
    cut?: true;
    /** Why there is no text: no text was sent, it went to the script as a stream, or the run had too much of it. */
    omitted?: 'binary' | 'stream' | 'limit';
}

export type BodySide = 'request' | 'response';

/** The bodies of one HTTP attempt. */
export type HttpBodies = Partial<Record<BodySide, HttpBody>>;
