import axios, { type AxiosRequestConfig, type AxiosResponse, type AxiosResponseTransformer } from 'axios';
import FormData from 'form-data';

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
export function send<T>(config: AxiosRequestConfig, sizes: BodySizes): Promise<AxiosResponse<T>> {
    const { transformRequest, transformResponse } = axios.defaults;
    return axios.request<T>({
        ...config,
        transformRequest: [
            ...list(transformRequest),
            (data: unknown) => {
                sizes.request = sizeOf(data);
                return data;
            },
        ],
        transformResponse: [measuredParse(list(transformResponse), sizes)],
    });
}

function measuredParse(transforms: AxiosResponseTransformer[], sizes: BodySizes): AxiosResponseTransformer {
    return function parse(raw: unknown, headers, status) {
        sizes.response = sizeOf(raw);
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
