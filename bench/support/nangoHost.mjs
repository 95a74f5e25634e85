// A program: `node nangoHost.mjs <url of the API behind>` answers what Nango's own command-line tool asks a Nango host
// during a dry run, prints its address as one line, and ends when it is killed. Every connection and integration that is
// asked for exists, and calls through the proxy go to the one API behind (nango-semantics §7.4). Request and answer are
// passed on as streams, so that the host costs little beside the tool that is measured.
import { once } from 'node:events';
import http from 'node:http';
import { pipeline } from 'node:stream';

const [, , apiUrl] = process.argv;
const server = http.createServer((request, response) => {
    const { pathname, search, searchParams } = new URL(request.url, 'http://host');
    const [, resource, id] = pathname.split('/');
    if (resource === 'proxy') return pass(request, response, `${pathname.slice('/proxy'.length)}${search}`);
    const answer = request.method === 'GET' && id && answers[resource]?.(decodeURIComponent(id), searchParams);
    if (answer) return send(response, 200, answer);
    // What a version asks beyond this shall be seen, not guessed.
    console.error(`The stand-in Nango host has no answer to ${request.method} ${request.url}`);
    send(response, 404, { error: { code: 'not_found', message: 'Not part of the stand-in' } });
});

const connection = (id, query) => ({
    id: 1,
    connection_id: id,
    provider_config_key: query.get('provider_config_key'),
    provider: 'github',
    metadata: null,
    connection_config: {},
    credentials: { type: 'OAUTH2', access_token: 'bench', raw: {} },
});

/** By the first part of the path: the tool asks for the one, scripts and the Node client for the other. */
const answers = {
    connection,
    connections: connection,
    integrations: (id) => ({ data: { unique_key: id, display_name: id, provider: 'github' } }),
};

function pass(request, response, target) {
    const { host, connection: hop, ...headers } = request.headers;
    const onward = http.request(`${apiUrl}${target}`, { method: request.method, headers }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        // Either end may go before the other: then both are closed.
        pipeline(answer, response, () => {});
    });
    onward.on('error', (error) => {
        if (response.headersSent) response.destroy();
        else send(response, 502, { error: { code: 'bad_gateway', message: error.message } });
    });
    pipeline(request, onward, () => {});
}

function send(response, status, body) {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

server.listen(0, '127.0.0.1');
await once(server, 'listening');
console.log(`http://127.0.0.1:${server.address().port}`);
