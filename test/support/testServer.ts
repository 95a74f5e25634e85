import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestServer {
    url: string;
    /** Method and path of every request, in order. */
    requests: string[];
    /** Headers of every request, in order. */
    headers: http.IncomingHttpHeaders[];
    close(): Promise<void>;
}

/** An HTTP server on a free loopback port that answers with `handler`. */
export async function testServer(handler: http.RequestListener): Promise<TestServer> {
    const requests: string[] = [];
    const headers: http.IncomingHttpHeaders[] = [];
    const server = http.createServer((request, response) => {
        requests.push(`${request.method} ${request.url}`);
        headers.push(request.headers);
        handler(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
        url: `http://127.0.0.1:${port}`,
        requests,
        headers,
        close: () =>
            new Promise((resolve) => {
                server.close(() => resolve());
                server.closeAllConnections();
            }),
    };
}

/** Answers with JSON. */
export function json(
    response: http.ServerResponse,
    value: unknown,
    status = 200,
    headers: Record<string, string> = {},
) {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
}
