import { AxiosError, AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';

/**
 * The Axios response a script gets from calls that the cloud answers over HTTP and that stay on this machine here,
 * e.g. `setMetadata` (nango-semantics §3.4).
 */
export function localResponse<T>(status: number, data: T): AxiosResponse<T> {
    const config: InternalAxiosRequestConfig = { headers: new AxiosHeaders() };
    return { data, status, statusText: '', headers: {}, config };
}

/** The error the cloud's SDK throws when one of those calls answers with a failure. */
export function localFailure(status: number, data: unknown): AxiosError {
    const response = localResponse(status, data);
    const code = status >= 500 ? AxiosError.ERR_BAD_RESPONSE : AxiosError.ERR_BAD_REQUEST;
    const message = `Request failed with status code ${status}`;
    return new AxiosError(message, code, response.config as InternalAxiosRequestConfig, undefined, response);
}
