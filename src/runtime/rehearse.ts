import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redactor } from '../core/redaction/Redactor';
import type { HttpAttempt, RunEvent } from '../protocol/events';
import { BodyKeeper } from './http/BodyKeeper';
import { ProxyClient } from './http/ProxyClient';
import { Sandbox } from './sandbox';
import { ActionError } from './sdk/ActionError';

const SCRIPT = `exports.default = async (get) => { for (let page = 0; page < 2; page++) await get({ endpoint: '/', params: { page } }); };`;
/** Whether the call to this process's own server would be handed to a proxy. */
const isProxied = () => Object.keys(process.env).some((name) => /^(?:http|all)_proxy$/i.test(name));

/**
 * Runs a script of ours that calls a server of ours, both in this process, so that V8 has compiled most of what a run
 * needs before there is one: its first call is then made in half the time. Nothing of it is kept.
 * @returns what a run would tell of its calls
 */
export async function rehearse(): Promise<RunEvent[]> {
    if (isProxied()) return [];
    const events: RunEvent[] = [];
    const server = http.createServer((_request, response) => {
        response.setHeader('content-type', 'application/json').end('[{"id":1}]');
    });
    try {
        await new Promise<void>((resolve, reject) => {
            server.once('error', reject).listen(0, '127.0.0.1', resolve);
        });
        const { port } = server.address() as AddressInfo;
        const client = clientOf(`http://127.0.0.1:${port}`, (attempt) => {
            const seq = events.length + 1;
            events.push({ type: 'http', runId: 'rehearsal', attempt: { seq, ...attempt } });
        });
        const sandbox = new Sandbox({ form: 'classic', moduleFolders: [], ActionError, onConsole: () => {} });
        const { default: script } = sandbox.load(SCRIPT, '/rehearsal.ts') as { default(get: unknown): Promise<void> };
        await script((config: { endpoint: string }) => client.request(config));
    } finally {
        server.close();
        server.closeAllConnections();
    }
    return events;
}

function clientOf(baseUrl: string, onAttempt: (attempt: Omit<HttpAttempt, 'seq'>) => void): ProxyClient {
    const connection = {
        id: 1,
        connection_id: 'rehearsal',
        provider_config_key: 'rehearsal',
        provider: 'rehearsal',
        errors: [],
        end_user: null,
        tags: {},
        metadata: null,
        connection_config: {},
        webhook_url_override: null,
        created_at: '',
        updated_at: '',
        last_fetched_at: '',
        credentials: {},
    };
    const redactor = new Redactor();
    return new ProxyClient({
        integration: 'rehearsal',
        connectionId: 'rehearsal',
        getConnection: async () => ({ connection, provider: null, scope: [], secrets: [] }),
        baseUrl,
        retryScale: 1,
        network: { strictTls: true },
        redactor,
        keeper: new BodyKeeper(redactor),
        signal: AbortSignal.timeout(10_000),
        onAttempt: () => onAttempt,
        onWait: () => {},
        onWarning: () => {},
    });
}
