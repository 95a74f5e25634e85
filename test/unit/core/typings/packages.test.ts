import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { libraryTypes } from '../../../../src/core/typings/packages';
import { CLASSIC_OPTIONS, typeCheck } from '../../../support/typeCheck';

const ZOD = path.resolve('node_modules/zod');

/** The files that a project of a form gets, with zod's own. */
function typesOf(form: 'classic' | 'zero-yaml') {
    const libraries = libraryTypes(form);
    const zod = readdirSync(ZOD, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.d.ts'));
    const files = {
        ...Object.fromEntries(zod.map((file) => [`types/zod/${file}`, readFileSync(path.join(ZOD, file), 'utf8')])),
        ...Object.fromEntries(
            libraries.flatMap(({ files }) => Object.entries(files).map(([file, text]) => [`types/${file}`, text])),
        ),
    };
    const paths = Object.fromEntries(
        libraries.flatMap((library) =>
            Object.entries(library.paths).map(([name, file]) => [name, [`./types/${file}`]]),
        ),
    );
    return { files, paths };
}

test('a classic script type-checks with zod, crypto, url and Buffer', () => {
    const { files, paths } = typesOf('classic');
    const script = `import { z } from 'zod';
import crypto from 'crypto';
import { createHmac, timingSafeEqual, randomUUID } from 'node:crypto';
import * as url from 'url';
import { URL, URLSearchParams, fileURLToPath } from 'node:url';
const schema = z.object({ id: z.string(), n: z.number().optional() });
export type Item = z.infer<typeof schema>;
export const item: Item = { id: 'a' };
const parsed = schema.safeParse({});
export const id: string = parsed.success ? parsed.data.id : parsed.error.issues[0]!.message;
export const hash: string = crypto.createHash('sha256').update('x').digest('hex');
export const mac: Buffer = createHmac('sha1', Buffer.from('k')).update('x').digest();
export const same: boolean = timingSafeEqual(mac, Buffer.from(hash, 'hex'));
export const text: string = Buffer.from(randomUUID()).toString('base64');
export const search: string = new URLSearchParams({ a: 'b' }).toString();
export const host: string = new URL('https://x').host;
export const parts: string | null = url.parse('https://x').hostname;
export const link = (one: URL) => fileURLToPath(one);
// @ts-expect-error
export const wrong: Item = { id: 1 };
// @ts-expect-error
export const alsoWrong: number = crypto.randomBytes(1);
`;
    const errors = typeCheck({ ...files, 'script.ts': script }, { ...CLASSIC_OPTIONS, paths });
    expect(errors['script.ts']).toEqual([]);
    for (const [file, text] of Object.entries(errors)) if (!file.includes('zod')) expect(text, file).toEqual([]);
}, 120_000);

test('a zero-YAML script type-checks with nango and zod', () => {
    const { files, paths } = typesOf('zero-yaml');
    const script = `import { createSync, createAction, createOnEvent } from 'nango';
import type { NangoSync, NangoAction, ProxyConfiguration } from 'nango';
import * as z from 'zod';
const Issue = z.object({ id: z.string(), state: z.enum(['open', 'closed']), title: z.string().optional() });
async function help(nango: NangoAction, config: ProxyConfiguration) { await nango.get(config); }
export const keep = (nango: NangoSync) => nango.lastSyncDate;
const sync = createSync({
    description: 'Issues', version: '1.0.0', frequency: 'every hour', autoStart: true,
    models: { Issue },
    metadata: z.object({ repositories: z.array(z.string()) }),
    checkpoint: z.object({ page: z.number() }),
    exec: async (nango) => {
        const { repositories } = await nango.getMetadata();
        const checkpoint = await nango.getCheckpoint();
        await nango.saveCheckpoint({ page: (checkpoint?.page ?? 0) + 1 });
        for await (const page of nango.paginate<{ id: number }>({ endpoint: '/' + repositories[0]!.trim() })) {
            await nango.batchSave(page.map(({ id }) => ({ id: String(id), state: 'open' as const })), 'Issue');
        }
        await nango.batchDelete([{ id: '1' }], 'Issue');
        await nango.log('done', { level: 'warn' });
        await help(nango, { endpoint: '/x' });
        // @ts-expect-error no such model
        await nango.batchSave([], 'Issues');
        // @ts-expect-error no id
        await nango.batchSave([{ state: 'open' }], 'Issue');
        // @ts-expect-error another checkpoint
        await nango.saveCheckpoint({ side: 1 });
    },
    onWebhook: async (nango, payload) => { await nango.log(payload.body); },
});
export type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0];
export const count = async (nango: NangoSyncLocal) => (await nango.getRecordsByIds(['1'], 'Issue')).get('1')?.state;
export default sync;
export const action = createAction({
    description: 'x', input: z.object({ title: z.string() }), output: Issue,
    exec: async (nango, input) => {
        if (!input.title) throw new nango.ActionError({ message: 'no title' });
        // @ts-expect-error only syncs have it
        nango.batchSave;
        return { id: '1', state: 'open' as const, title: input.title };
    },
});
export const nothing = createAction({ description: 'x', input: z.void(), output: z.void(), exec: async (nango) => { await nango.log('x'); } });
export const event = createOnEvent({ description: 'x', event: 'post-connection-creation', exec: async (nango) => { await nango.setMetadata({ a: 1 }); } });
// @ts-expect-error the output does not fit
createAction({ description: 'x', input: z.void(), output: Issue, exec: async () => ({ id: 1 }) });
`;
    const options = {
        ...CLASSIC_OPTIONS,
        paths,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        module: ts.ModuleKind.ESNext,
    };
    const errors = typeCheck({ ...files, 'script.ts': script }, options);
    expect(errors['script.ts']).toEqual([]);
    for (const [file, text] of Object.entries(errors)) if (!file.includes('zod')) expect(text, file).toEqual([]);
}, 120_000);
