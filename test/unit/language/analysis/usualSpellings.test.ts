import { expect, test } from 'vitest';
import type { FileRole } from '../../../../src/language/analysis/types';
import { ACTION, findingsIn, HELPER, ON_EVENT, SYNC, ZERO, ZERO_HELPER } from '../markedSource';

const sync = (body: string, imports = `import type { NangoSync } from '../../models';`) =>
    `${imports}\nexport default async function fetchData(nango: NangoSync): Promise<void> {\n${body}\n}\n`;
const zeroSync = (body: string, more = '') => `import { createSync, type ProxyConfiguration } from 'nango';
import { z } from 'zod';

const Issue = z.object({ id: z.string() });
const Label = z.object({ id: z.string() });

const sync = createSync({
    description: 'Issues and labels',
    version: '1.0.0',
    frequency: 'every 12 hours',
    autoStart: true,
    syncType: 'full',
    endpoints: [{ method: 'GET', path: '/issues', group: 'Issues' }, { method: 'POST', path: '/labels' }],
    metadata: z.void(),
    models: { Issue, Label: Label },
    ${more}
    exec: async (nango) => {
        ${body}
    }
});

export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export default sync;
`;
const zeroAction = (body: string, head = '') => `import { z } from 'zod';
import { createAction } from 'nango';
${head}
const InputSchema = z.object({ id: z.string() });
const action = createAction({
    description: 'One issue',
    endpoint: { method: 'POST', path: '/issue' },
    input: InputSchema,
    output: z.object({}),
    scopes: ['issues.read'],
    exec: async (nango, input): Promise<z.infer<typeof InputSchema>> => {
        ${body}
    }
});
export type NangoActionLocal = Parameters<(typeof action)['exec']>[0];
export default action;
`;

/** How scripts are usually written, none of which is a mistake. */
test.each<[what: string, source: string, role: FileRole]>([
    [
        'types imported like values, from models or nango',
        sync(
            `const c: ProxyConfiguration = { endpoint: '/x', retries: 10 }; await nango.get(c);`,
            `import { NangoSync, ProxyConfiguration, Issue } from '../../models.js';\nimport { helper } from './helper.ts';`,
        ),
        SYNC,
    ],
    [
        'a helper for syncs and actions that imports its types from nango',
        `import { NangoAction, NangoSync } from "nango";\nexport async function subdomain(nango: NangoSync | NangoAction) { const { connection_config } = await nango.getConnection(); return connection_config['subdomain']; }`,
        ZERO_HELPER,
    ],
    [
        'a type made of the class',
        `import soap from 'soap';\nimport type { NangoSync } from '../models';\nexport const client = (c: Awaited<ReturnType<NangoSync['getConnection']>>) => soap.createClientAsync(c.provider);`,
        HELPER,
    ],
    [
        'a namespace import of zod, and its default',
        `import * as z from 'zod';\nimport zod from 'zod';\nimport crypto from 'crypto';\nimport * as url from 'url';\nexport const s = z.object({ a: zod.string() }); export const h = crypto.createHash('md5').update(url.parse('x').href!);`,
        HELPER,
    ],
    [
        'a method chosen by name',
        `export const call = async (nango: NangoSync | NangoAction, method: 'get' | 'post', endpoint: string) => { const { data } = await nango[method]({ endpoint }); return data; };`,
        HELPER,
    ],
    [
        'a method kept under another type',
        `import { createOnEvent } from "nango";\nimport { z } from "zod";\nconst setup = createOnEvent({ event: "post-connection-creation", description: "", metadata: z.void(), exec: async (nango): Promise<void> => {\n const update = nango.updateMetadata as unknown as (value: Record<string, unknown>) => Promise<void>;\n await update({ a: 1 }); await nango.setMetadata({ ...((await nango.getMetadata()) ?? {}) }); } });\nexport default setup;`,
        ZERO,
    ],
    [
        'an object that keeps nango',
        `class Writer { constructor(private readonly options: { nango: NangoSync; model: string }) {} async save(items: any[]) { await this.options.nango.batchSave(items, this.options.model); } }\n${sync(`const writer = new Writer({ nango, model: 'Issue' }); await writer.save([]);`)}`,
        SYNC,
    ],
    [
        'promises that are gathered first',
        sync(`const waiting: Promise<unknown>[] = [];
for (const id of ['1', '2']) waiting.push(nango.get({ endpoint: id }));
await Promise.all(waiting);
const more = ['3'].map((id) => nango.get({ endpoint: id }));
for (const one of more) await one;
await Promise.allSettled(['4'].map(async (id) => nango.post({ endpoint: id })));
const [a, b] = await Promise.all([nango.get({ endpoint: 'a' }), nango.getMetadata()]);
await ['5'].reduce(async (before, id) => { await before; await nango.put({ endpoint: id }); }, Promise.resolve());`),
        SYNC,
    ],
    [
        'promises that functions hand on',
        sync(`const one = (id: string) => nango.get({ endpoint: id });
function other(id: string) { return nango.get({ endpoint: id }); }
const third = async () => { return nango.get({ endpoint: 'x' }); };
const { data } = await one('1'); const r = await other(data.id); await third().finally(() => undefined);
await nango.get({ endpoint: 'z' }).then((x) => x.data).catch(() => null);`),
        SYNC,
    ],
    [
        'pages handed on by a generator',
        `export async function* pages(nango: NangoSync, config: ProxyConfiguration) { for await (const page of nango.paginate<{ id: string }>(config)) { yield page.map(({ id }) => ({ id })); } }`,
        HELPER,
    ],
    [
        'a loop that tries again',
        sync(`let response; let cursor: string | undefined;
do {
    for (let attempt = 0; attempt < 3; attempt++) { try { response = await nango.get({ endpoint: '/x', params: { ...(cursor && { cursor }) } }); break; } catch (error) { if (attempt === 2) throw error; await new Promise((resolve) => setTimeout(resolve, 1000)); } }
    cursor = response?.data.next;
} while (cursor);`),
        SYNC,
    ],
    [
        'an action that returns what it gets, whose import only some paths need',
        `import type { NangoAction, Out } from '../../models';\nimport { schema } from '../schema.zod.js';\nexport default async function runAction(nango: NangoAction, input = {}): Promise<Out> { const parsed = await nango.zodValidateInput({ zodSchema: schema, input }); if (!parsed.success) { throw new nango.ActionError({ message: 'x' }); } const { data } = await nango.post<Out>({ endpoint: '/x', data: input, retries: 3 }); return data; }`,
        ACTION,
    ],
    [
        'an on-event script',
        `import type { NangoAction } from '../../models';\nexport default async function onEvent(nango: NangoAction): Promise<void> { await nango.triggerSync('a', 'b'); return; }`,
        ON_EVENT,
    ],
    [
        'a webhook handler beside the sync',
        `${sync(`await nango.batchSave([], 'Issue');`)}\nexport async function onWebhookPayloadReceived(nango: NangoSync, payload: any): Promise<void> { await nango.batchDelete([{ id: payload.id }], 'Label'); await nango.batchSave<Issue>([payload], 'Issue'); return payload; }`,
        SYNC,
    ],
    [
        'deletes tracked only where a run begins anew',
        zeroSync(`const checkpoint = await nango.getCheckpoint();
        if (!checkpoint) { await nango.trackDeletesStart('Issue'); }
        const config: ProxyConfiguration = { endpoint: '/x', retries: 3, paginate: { type: 'cursor', on_page: async ({ nextPageParam }) => { await nango.saveCheckpoint({ cursor: String(nextPageParam) }); } } };
        for await (const page of nango.paginate(config)) { if (page.length === 0) { await nango.trackDeletesEnd('Issue'); return; } await nango.batchSave(page, 'Issue'); }
        await nango.clearCheckpoint();`),
        ZERO,
    ],
    [
        'models under other names',
        zeroSync(
            `await nango.setMergingStrategy({ strategy: 'override' }, MODEL); await nango.trackDeletesStart(MODEL as never); await run(nango, MODEL); await nango.trackDeletesEnd(MODEL);`,
        ),
        ZERO,
    ],
    [
        'a handler of webhooks that saves and deletes in its own order',
        zeroSync(
            `await nango.setMergingStrategy({ strategy: 'ignore_if_modified_after' }, 'Issue'); await nango.batchSave([], 'Issue');`,
            `webhookSubscriptions: ['*'], onWebhook: async (nango, payload) => { const ids = [payload].map(({ id }) => ({ id })); if (ids.length) { await nango.batchDelete(ids, 'Label'); return; } await nango.batchSave([await fetchOne(nango, payload)], 'Issue'); },`,
        ),
        ZERO,
    ],
    [
        'a sync that lets a function do its work',
        zeroSync(
            `if (nango.lastSyncDate) { return await incremental(nango); } return full(nango, { ...(await nango.getMetadata()) });`,
        ),
        ZERO,
    ],
    [
        'what is only there in tests, and a body of another type',
        zeroAction(
            `const options: { url: URL; body?: unknown } = { url: new URL('https://x.test') };
        // @ts-expect-error bytes work, too
        options.body = Buffer.concat([Buffer.from('a', 'utf-8')]);
        const response = await nango.uncontrolledFetch(options);
        if (!response.ok) { throw new nango.ActionError({ type: 'failed', status: response.status, text: await response.text() }); }
        return input;`,
            `declare global { var vitest: { mock?: () => unknown } | undefined }\nif (typeof globalThis !== 'undefined' && globalThis.vitest?.mock) { globalThis.vitest.mock = () => new Headers({}); }`,
        ),
        ZERO,
    ],
    [
        'schemas and functions around an action',
        zeroAction(
            `const parsed = InputSchema.safeParse(input); if (!parsed.success) throw new nango.ActionError({ message: parsed.error.message }); const { process, fetch: again = 1 } = await load(nango as NangoActionLocal); return { id: String(process ?? again) };`,
            `import type { Row } from '../types.js';\nimport { toRow } from '../mappers/to-row.mapper.js';\nexport type Out = Row; export interface In { id: string }\nasync function load(nango: NangoActionLocal) { return toRow((await nango.get({ endpoint: '/x' })).data); }`,
        ),
        ZERO,
    ],
])('%s', (_what, source, role) => {
    expect(findingsIn(source, role).filter(({ code }) => code !== 'module-not-in-2024-list')).toEqual([]);
});
