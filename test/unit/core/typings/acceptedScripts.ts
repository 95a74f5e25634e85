import { action, IMPORTS, sync } from './scriptSources';

/** What a script may do under the typings. */
export const ACCEPTED: [rule: string, source: string][] = [
    ['records of the model', sync(`await nango.batchSave(issues, 'Issue');`)],
    ['records of the model, with a type argument', sync(`await nango.batchSave<Issue>(issues, 'Issue');`)],
    ['any, with a type argument', sync(`await nango.batchSave<Issue>(raw, 'Issue');`)],
    ['records mapped from any', sync(`await nango.batchSave(raw.map((one: any) => ({ ...one })), 'Issue');`)],
    ['any', sync(`await nango.batchSave(raw, 'Issue');`)],
    ['an array of any', sync(`const all: any[] = []; await nango.batchSave(all, 'Issue');`)],
    ['an array that grows from nothing', sync(`const all = []; all.push(raw); await nango.batchSave(all, 'Issue');`)],
    ['an empty array', sync(`await nango.batchSave([], 'Issue');`)],
    ['any record with a computed name', sync(`const name: string = raw; await nango.batchSave([{ x: 1 }], name);`)],
    ['any record with a name of type any', sync(`await nango.batchSave([{ x: 1 }], raw);`)],
    ['a name out of a template', sync(`await nango.batchSave([{ x: 1 }], \`\${raw}Issue\` as string);`)],
    ['a constant with the name', sync(`const model = 'Issue' as const; await nango.batchSave(issues, model);`)],
    [
        'a literal record, whose fields keep their literal types',
        sync(`await nango.batchSave([{ id: '1', title: 't', state: 'open', closedAt: null }], 'Issue');`),
    ],
    [
        'records mapped on the spot, whose fields keep their literal types',
        sync(`const ids = ['1', '2'];
await nango.batchSave(ids.map((id): Issue => ({ id, title: 't', state: 'open', closedAt: null })), 'Issue');`),
    ],
    [
        'records with more fields than the model',
        sync(`const more = issues.map((issue) => ({ ...issue, extra: 1 })); await nango.batchSave(more, 'Issue');`),
    ],
    [
        'an interface that extends the model',
        `${IMPORTS}interface Mine extends Issue { extra: number }
export async function save(nango: NangoSync, mine: Mine[]) { await nango.batchSave(mine, 'Issue'); }\n`,
    ],
    ['undefined for an optional field', sync(`await nango.batchSave([{ id: 1, name: undefined }], 'Person');`)],
    ['deleting by id only', sync(`await nango.batchDelete([{ id: '1' }], 'Issue');`)],
    ['deleting whole records', sync(`await nango.batchDelete(issues, 'Issue');`)],
    ['deleting with a type argument', sync(`await nango.batchDelete<{ id: string }>([{ id: '1' }], 'Issue');`)],
    ['updating some fields', sync(`await nango.batchUpdate([{ id: '1', title: 'new' }], 'Issue');`)],
    ['updating whole records', sync(`await nango.batchUpdate(issues, 'Issue');`)],
    ['what batchSave answers', sync(`const done: boolean | null = await nango.batchSave(issues, 'Issue'); void done;`)],
    [
        'a helper that takes records and a name',
        `${IMPORTS}export async function save<T extends object>(nango: NangoSync, records: T[], model: string) {
await nango.batchSave(records, model); await nango.batchSave<T>(records, model); await nango.batchDelete(records, model);
}\n`,
    ],
    [
        'a helper for both kinds of script',
        `${IMPORTS}export async function get(nango: NangoSync | NangoAction, config: ProxyConfiguration) {
const { data } = await nango.get<{ items: string[] }>(config); await nango.log('x', { n: data.items.length });
for await (const page of nango.paginate<Issue>(config)) await nango.log(page.map(({ title }) => title).join());
return (await nango.getMetadata<Settings>()).repositories;
}\n`,
    ],
    [
        'a sync handed to a helper that takes an action',
        `${IMPORTS}async function help(nango: NangoAction) { await nango.log('x'); }
export default async function fetchData(nango: NangoSync) { await help(nango); }\n`,
    ],
    [
        'a response read as its type',
        sync(`const { data } = await nango.get<Issue[]>({ endpoint: '/i' }); void data[0]?.title;`),
    ],
    [
        'a response read as any',
        sync(`const res = await nango.get({ endpoint: '/i' }); void res.data.some.thing[0].deep;`),
    ],
    [
        'headers, status and configuration of a response',
        sync(`const res = await nango.post({ endpoint: '/i', data: { a: 1 } });
const link: string = res.headers['link']; const cookies: string[] | undefined = res.headers['set-cookie'];
void link; void cookies; void res.status.toFixed(); void res.statusText.trim(); void res.config.url; void res.request;`),
    ],
    [
        'a configuration with its type',
        sync(`const config: ProxyConfiguration = { endpoint: '/i', method: 'GET', headers: { a: 'b' }, params: { a: 1, b: 'c' },
retries: 3, retryOn: [404], baseUrlOverride: 'https://x', responseType: 'stream', decompress: true, data: raw,
paginate: { type: 'cursor', cursor_path_in_response: 'next', cursor_name_in_request: 'c', limit: 100, response_path: 'a.b',
limit_name_in_request: 'n', on_page: async ({ nextPageParam, response }) => { void nextPageParam; void response.data; } } };
await nango.proxy(config); await nango.get(config); for await (const page of nango.paginate(config)) void page[0].x;`),
    ],
    [
        'a configuration that is inferred',
        sync(`const config = { endpoint: '/i', params: { page: 1 }, headers: {}, paginate: { type: 'link', limit: 50, link_rel_in_response_header: 'next' } };
for await (const page of nango.paginate<{ id: string }>(config)) void page.length; await nango.get(config);`),
    ],
    [
        'offset pagination',
        sync(
            `for await (const page of nango.paginate({ endpoint: '/i', paginate: { type: 'offset', offset_name_in_request: 'o', offset_start_value: 1, offset_calculation_method: 'per-page', in_body: true } })) void page;`,
        ),
    ],
    ['a query as text', sync(`await nango.get({ endpoint: '/i', params: 'a=b' });`)],
    [
        'a caught error of any type',
        sync(
            `try { await nango.get({ endpoint: '/i' }); } catch (e: any) { await nango.log(e.response?.data?.message ?? e.message); }`,
        ),
    ],
    [
        'a caught error',
        sync(
            `try { await nango.get({ endpoint: '/i' }); } catch (error) { if (error instanceof nango.ActionError) throw error; throw new Error('x', { cause: error }); }`,
        ),
    ],
    [
        'logging of every kind',
        sync(
            `await nango.log('a'); await nango.log('a', { level: 'warn' }); await nango.log('a', { b: 1 }); await nango.log('a', raw, { level: 'error' }); await nango.log({ a: 1 }); await nango.log('a', 1, 'b', issues);`,
        ),
    ],
    [
        'a Date in lastSyncDate',
        sync(`const since: string | undefined = nango.lastSyncDate?.toISOString(); void since;`),
    ],
    [
        'metadata with a type',
        sync(
            `const { repositories } = await nango.getMetadata<Settings>(); await nango.updateMetadata({ repositories }); await nango.setMetadata({ a: 1 });`,
        ),
    ],
    ['metadata without a type', sync(`const metadata = await nango.getMetadata(); void metadata['a'].b;`)],
    [
        'metadata given as an interface',
        sync(`const settings: Settings = { repositories: [] }; await nango.setMetadata(settings);`),
    ],
    [
        'the connection',
        sync(`const connection = await nango.getConnection(); void connection.connection_config['subdomain'].trim(); void connection.metadata?.['x'];
if ('apiKey' in connection.credentials) void connection.credentials.apiKey; if (connection.credentials.type === 'BASIC') void connection.credentials.username;`),
    ],
    [
        'the connection, asked for with options',
        sync(`await nango.getConnection('github', 'id', { forceRefresh: true, refreshToken: true });`),
    ],
    [
        'credentials read as another type',
        sync(
            `const { credentials } = await nango.getConnection(); void (credentials as { apiKey: string }).apiKey; void (credentials as any).x;`,
        ),
    ],
    [
        'a token',
        sync(
            `const token = await nango.getToken(); if (typeof token === 'string') void token.length; else if ('oAuthToken' in token) void token.oAuthTokenSecret;`,
        ),
    ],
    [
        'the integration',
        sync(
            `const { webhook_url, unique_key } = await nango.getIntegration({ include: ['webhook'] }); void webhook_url; void unique_key; void (await nango.getWebhookURL());`,
        ),
    ],
    [
        'environment variables',
        sync(`const all = await nango.getEnvironmentVariables(); void all?.find(({ name }) => name === 'X')?.value;`),
    ],
    [
        'an action of four arguments',
        action(`return nango.triggerAction<{ a: 1 }, { b: 2 }>('int', 'con', 'name', { a: 1 });`),
    ],
    ['an action of two arguments', action(`return nango.triggerAction('name', { a: 1 });`)],
    ['an action error', action(`throw new nango.ActionError({ message: 'no', issue: input.id });`)],
    ['an action error without a payload', action(`if (!input.id) throw new nango.ActionError(); return null;`)],
    ['an action error as a text', action(`throw new nango.ActionError<string>('no');`)],
    [
        'ActionError as a value',
        `import { ActionError } from '../../models';\nexport function fail(): never { throw new ActionError({ message: 'no' }); }\n`,
    ],
    [
        'values imported beside types',
        `import { NangoAction, Issue } from '../../models';\nexport default async function run(nango: NangoAction): Promise<Issue | null> { await nango.log('x'); return null; }\n`,
    ],
    [
        'a schema of zod',
        action(`const schema = { parse: (data: unknown, _params?: { path: string[] }) => data as { a: string } };
const { data, success } = await nango.zodValidateInput({ zodSchema: schema, input }); const a: string = data.a; void success; return a;`),
    ],
    [
        'a schema with type arguments',
        action(`const schema = { parse: (data: unknown) => data as { a: string } };
return (await nango.zodValidateInput<Issue, { a: string }>({ zodSchema: schema, input })).data.a;`),
    ],
    [
        'a call to any host',
        action(
            `const res = await nango.uncontrolledFetch({ url: new URL('https://x'), method: 'POST', headers: {}, body: 'x' }); void res.ok; return res.json();`,
        ),
    ],
    [
        'checkpoints',
        sync(
            `const last = await nango.getCheckpoint<{ page: number }>(); await nango.saveCheckpoint({ page: (last?.page ?? 0) + 1 }); await nango.clearCheckpoint();`,
        ),
    ],
    [
        'locks',
        sync(
            `if (await nango.tryAcquireLock({ key: 'k', ttlMs: 1 })) await nango.releaseLock({ key: 'k' }); await nango.releaseAllLocks();`,
        ),
    ],
    [
        'stored records',
        sync(
            `const found = await nango.getRecordsByIds<string, Issue>(['1'], 'Issue'); void found.get('1')?.title; for await (const issue of nango.listRecords<Issue>('Issue')) void issue.state;`,
        ),
    ],
    [
        'merging strategy and deletes',
        sync(
            `await nango.setMergingStrategy({ strategy: 'override' }, 'Issue'); await nango.trackDeletesStart('Issue'); const { deletedKeys } = await nango.trackDeletesEnd('Issue'); void deletedKeys[0]; await nango.deleteRecordsFromPreviousExecutions('Issue');`,
        ),
    ],
    [
        'other syncs',
        action(
            `await nango.startSync('i', ['s', { name: 't', variant: 'v' }]); return nango.triggerSync('i', 'c', 's', 'full_refresh');`,
        ),
    ],
    [
        'deprecated calls',
        sync(
            `await nango.batchSend(issues, 'Issue'); await nango.setFieldMapping({ a: 'b' }); void (await nango.getFieldMapping())['a'];`,
        ),
    ],
    [
        'an optional configuration',
        `${IMPORTS}export const call = (nango: NangoAction, more: Partial<ProxyConfiguration> = {}) => nango.put({ ...more, endpoint: '/x' });\n`,
    ],
    [
        'NangoFlows',
        `import { NangoFlows } from '../../models';\nexport const name: 'issues' = NangoFlows[0].syncs[0].name;\n`,
    ],
    [
        'anonymous models',
        `import type { Anonymous_github_action_create_output } from '../../models';\nexport const people: Anonymous_github_action_create_output = [{ id: 1 }];\n`,
    ],
    [
        'every name that the official typings export',
        `import type { oldLevelToNewLevel, ProxyConfiguration, AuthModes, AuthModeType, ActionError, NangoProps, EnvironmentVariable, defaultPersistApi, NangoAction, NangoSync, instrumentSDK, NangoFlows } from '../../models';
export type All = [typeof oldLevelToNewLevel, ProxyConfiguration, AuthModes, AuthModeType, ActionError, NangoProps, EnvironmentVariable, typeof defaultPersistApi, NangoAction, NangoSync, typeof instrumentSDK, typeof NangoFlows];\n`,
    ],
];
