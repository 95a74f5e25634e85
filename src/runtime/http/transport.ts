import axios, { type AxiosRequestConfig, type AxiosResponse, type AxiosResponseTransformer } from 'axios';
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
 * decompression, without another copy of the body.
 */
export function send<T>(
    config: AxiosRequestConfig,
    sizes: BodySizes,
    see: SeeBody = () => {},
): Promise<AxiosResponse<T>> {
    const { transformRequest, transformResponse } = axios.defaults;
    return axios.request<T>({
        ...config,
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
        transformResponse: [measuredParse(list(transformResponse), sizes, see)],
    });
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
        const data = transforms.reduce(
            (current: unknown, transform) => transform.call(this, current, headers, status),
            raw,
        );
        const isJson = String(headers?.['content-type'] ?? '').includes('json');
        sizes.isMalformedJson =
            isJson &&
            typeof data === 'string' &&
            data !== '' &&
            data === raw &&
            (this.responseType ?? 'json') === 'json';
        return data;
    };
}

function list<T>(transforms: T | T[] | undefined): T[] {
    return transforms === undefined ? [] : ([transforms].flat() as T[]);
}

function sizeOf(body: unknown): number | undefined {
    if (body === undefined || body === null) return 0;
    if (typeof body === 'string') return Buffer.byteLength(body);
    if (ArrayBuffer.isView(body)) return body.byteLength;
    if (body instanceof FormData && body.hasKnownLength()) return body.getLengthSync();
    return undefined;
}
