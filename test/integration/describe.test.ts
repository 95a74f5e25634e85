import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syncbench } from '../support/syncbench';
import { type TestProject, testProject } from '../support/testProject';

const ZERO: Record<string, string> = {
    '.nango/.gitkeep': '',
    'index.ts': ['syncs/s', 'actions/a', 'actions/missing', 'actions/broken', 'actions/throws', 'on-events/e']
        .map((file) => `import './demo/${file}.js';`)
        .join('\n'),
    'demo/syncs/s.ts': `
import { createSync } from 'nango';
import * as z from 'zod';
const Part = z.object({ n: z.number().nullable() });
export default createSync({
    description: '', frequency: 'every hour', autoStart: true, syncType: 'incremental', trackDeletes: true,
    metadata: z.object({ team: z.string().default('x') }), checkpoint: z.object({ after: z.string() }),
    models: { Item: z.object({ id: z.string(), at: z.date(), part: Part, big: z.bigint().optional(), kind: z.enum(['a', 'b']) }) },
    webhookSubscriptions: ['x'],
    exec: async () => { throw new Error('was called'); }, onWebhook: async () => {},
});`,
    'demo/actions/a.ts': `
import { createAction } from 'nango';
import { z } from 'zod';
console.log('dropped');
export default createAction({
    description: '', output: z.void(),
    input: z.object({ limit: z.number().default(3), name: z.string().transform((s) => s.length) }),
    exec: async () => {},
});`,
    'demo/actions/broken.ts': `import x from 'left-pad';\nexport default x;`,
    'demo/actions/throws.ts': `throw new Error('at the top');`,
    'demo/actions/missing.ts': `import './../lib/none.js';`,
    'demo/on-events/e.ts': `
import { createOnEvent } from 'nango';
export default createOnEvent({ event: 'validate-connection', description: '', exec: async () => {} });`,
};

const CLASSIC: Record<string, string> = {
    'demo/syncs/s.ts': `export default async function f() { throw new Error('was called'); }
export async function onWebhookPayloadReceived() {}`,
    'demo/actions/a.ts': 'export default async function f() {}',
};

let zero: TestProject;
let classic: TestProject;
beforeAll(() => {
    zero = testProject(ZERO);
    zero.drop('nango.yaml');
    classic = testProject(CLASSIC);
});
afterAll(() => {
    zero.remove();
    classic.remove();
});

async function described(project: TestProject, script: string) {
    const { code, stdout, stderr } = await syncbench(['describe', script, '--project', project.root, '--json']);
    return { code, stderr, document: JSON.parse(stdout) };
}

describe('describe says what a script declares, and calls nothing of it', () => {
    it('a zero-YAML sync: its models as JSON schemas, dates as text (nango-semantics §2.8)', async () => {
        const { code, document } = await described(zero, 'demo/s');
        expect(code).toBe(0);
        expect(document).toMatchObject({
            kind: 'sync',
            models: ['Item'],
            trackDeletes: true,
            syncType: 'incremental',
            autoStart: true,
            webhookSubscriptions: ['x'],
            handlesWebhooks: true,
            schemas: {
                models: {
                    Item: {
                        $schema: 'http://json-schema.org/draft-07/schema#',
                        properties: {
                            at: { type: 'string', format: 'date-time' },
                            part: { properties: { n: { type: ['number', 'null'] } } },
                            big: {},
                            kind: { enum: ['a', 'b'] },
                        },
                        required: ['id', 'at', 'part', 'kind'],
                        additionalProperties: false,
                    },
                },
                metadata: { properties: { team: { type: 'string', default: 'x' } } },
                checkpoint: { required: ['after'] },
            },
        });
        expect(document.schemas.metadata.required).toBeUndefined();
    });

    it('a zero-YAML action: its input as it comes in, void as null', async () => {
        const { document, stderr } = await described(zero, 'demo/a');
        expect(document.schemas).toMatchObject({
            input: { properties: { limit: { default: 3 }, name: { type: 'string' } }, required: ['name'] },
            output: { type: 'null' },
        });
        expect(stderr).toBe('');
    });

    it('an on-event script: its event', async () => {
        expect((await described(zero, 'demo/e')).document).toMatchObject({
            kind: 'on-event',
            events: ['validate-connection'],
        });
    });

    it('a classic sync and action: what nango.yaml says', async () => {
        const [sync, action] = await Promise.all([described(classic, 'demo/s'), described(classic, 'demo/a')]);
        expect(sync.document).toMatchObject({
            models: ['Item', 'Other'],
            syncType: 'full',
            handlesWebhooks: true,
            schemas: {
                models: { Item: { $ref: '#/definitions/Item' } },
                definitions: { Item: { required: ['id', 'name'] } },
            },
        });
        expect(action.document.schemas).toMatchObject({ input: false, output: { $ref: '#/definitions/Item' } });
    });

    it.each([
        ['demo/broken', 'compile_error', 1],
        ['demo/throws', 'script_internal_error', 1],
        ['demo/missing', 'compile_error', 1],
        ['demo/none', 'script_not_found', undefined],
    ])('%s: %s', async (script, type, line) => {
        const { code, document } = await described(zero, script);
        expect([code, document.ok, document.error.type, document.error.line]).toEqual([2, false, type, line]);
    });
});
