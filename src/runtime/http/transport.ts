import axios, {
    type AxiosError,
    type AxiosRequestConfig,
    type AxiosResponse,
    type AxiosResponseTransformer,
} from 'axios';
import FormData from 'form-data';
import type { BodySide } from '../../protocol/httpBodies';

/** Sees each body of an exchange as it is sent, or received and decompressed. */
export type SeeBody = (
    side: BodySide,
    body: unknown,
    about: { type: unknown; size: number | undefined; status?: number },
) => void;

/** Sizes of the bodies of one exchange in bytes, as far as they are known without buffering a stream. */
export interface BodySizes {
    request?: number;
    response?: number;
    /** A JSON response that does not parse, which axios hands on as text. */
    isMalformedJson?: boolean;
}

/**
 * Sends one request with axios and measures the bodies on the way through its transforms: the size after
 * decompression, without another copy of the body. What axios would make text of comes as bytes and is made text here,
 * as axios does it: of a text that was no UTF-8, nobody can tell how long it was.
 */
export async function send<T>(
    config: AxiosRequestConfig,
    sizes: BodySizes,
    see: SeeBody = () => {},
): Promise<AxiosResponse<T>> {
    const { transformRequest, transformResponse } = axios.defaults;
    const { responseType } = config;
    const isText = responseType !== 'arraybuffer' && responseType !== 'stream';
    /** Nobody who looks at the request sees that it asked for bytes. */
    function restore(sent: AxiosRequestConfig): void {
        if (responseType === undefined) delete sent.responseType;
        else sent.responseType = responseType;
    }
    const parse = measuredParse(list(transformResponse), sizes, see);
    const request = axios.request<T>({
        ...config,
        ...(isText && { responseType: 'arraybuffer' }),
        transformRequest: [
            ...list(transformRequest),
            function seeSent(data: unknown, headers) {
                sizes.request = sizeOf(data);
                // Behind this, axios names these bodies so where nobody has named them.
                const unnamed = /^(?:post|put|patch)$/i.test(this.method ?? '') ? FORM : undefined;
                see('request', data, { type: headers.getContentType() || unnamed, size: sizes.request });
                return data;
            },
        ],
        transformResponse: [
            function parseReceived(raw: unknown, headers, status) {
                restore(this);
                return parse.call(this, raw, headers, status);
            },
        ],
    });
    try {
        return await request;
    } catch (error) {
        const { config: sent } = error as AxiosError;
        if (sent) restore(sent);
        throw error;
    }
}

const FORM = 'application/x-www-form-urlencoded';

function measuredParse(
    transforms: AxiosResponseTransformer[],
    sizes: BodySizes,
    see: SeeBody,
): AxiosResponseTransformer {
    return function parse(raw: unknown, headers, status) {
        sizes.response = sizeOf(raw);
        see('response', raw, { type: headers?.['content-type'], size: sizes.response, status });
        const isText = Buffer.isBuffer(raw) && this.responseType !== 'arraybuffer';
        const received = isText ? textOf(raw) : raw;
        const data = transforms.reduce(
            (current: unknown, transform) => transform.call(this, current, headers, status),
            received,
        );
        const isJson = String(headers?.['content-type'] ?? '').includes('json');
        sizes.isMalformedJson =
            isJson &&
            typeof data === 'string' &&
            data !== '' &&
            data === received &&
            (this.responseType ?? 'json') === 'json';
        return data;
    };
}

function list<T>(transforms: T | T[] | undefined): T[] {
    return transforms === undefined ? [] : ([transforms].flat() as T[]);
}

function textOf(bytes: Buffer): string {
    const text = bytes.toString();
    return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function sizeOf(body: unknown): number | undefined {
    if (body === undefined || body === null) return 0;
    if (typeof body === 'string') return Buffer.byteLength(body);
    if (ArrayBuffer.isView(body)) return body.byteLength;
    if (body instanceof FormData && body.hasKnownLength()) return body.getLengthSync();
    return undefined;
}
