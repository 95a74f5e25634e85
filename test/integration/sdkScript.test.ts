import vm from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, answersOf, probeAction } from '../support/probes';
import { type RunDocument, runJson } from '../support/syncbench';
import { action, sync, type TestProject, testProject } from '../support/testProject';

/** `typeof` of names as a script sees them (nango-semantics §9). */
const GLOBALS: Record<string, string[]> = {
    function: [
        ...['Buffer', 'setTimeout', 'Error', 'URL', 'URLSearchParams', 'require', 'ActionError'],
        ...['Promise', 'Map', 'Set', 'WeakRef', 'Proxy', 'Date', 'RegExp', 'escape', 'SharedArrayBuffer', 'TypeError'],
    ],
    object: ['console', 'module', 'exports', 'Intl', 'JSON', 'WebAssembly', 'Math', 'Reflect', 'globalThis'],
    undefined: [
        ...['process', 'fetch', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'queueMicrotask'],
        ...['TextEncoder', 'TextDecoder', 'AbortController', 'AbortSignal', 'structuredClone', 'atob', 'btoa'],
        ...['Headers', 'FormData', 'Request', 'Response', 'Blob', 'File', 'WebSocket', 'EventTarget', 'Event'],
        ...['performance', 'crypto', '__dirname', '__filename', 'global', 'navigator', 'ReadableStream', 'constructor'],
        ...['MessageChannel', 'BroadcastChannel', 'EventSource', 'Storage', 'localStorage', 'CompressionStream'],
    ],
};

const IMPORTS = `
import { label, type Label } from '../lib/labels.js';
import { double } from '../../common/double';
import data from '../lib/data.json';
import { NangoFlows, ActionError as FromModels, type Item } from '../../models';
import { z } from 'zod';
import * as zod from 'zod';
import crypto from 'crypto';
import { createHash } from 'node:crypto';
import * as url from 'url';
import { fileURLToPath } from 'node:url';
const typed: Item | Label | undefined = undefined;
`;

const IMPORT_PROBES = {
    'a helper beside the scripts, with .js in its name': `return label('x');`,
    'a helper of a helper, outside the integration': `return double(4);`,
    'a JSON file': `return data;`,
    'values of models': `return [NangoFlows[0].providerConfigKey, new FromModels({ a: 1 }).payload];`,
    'zod is its third generation': `
        const schema = z.object({ a: z.string().email(), n: z.number().int().optional() });
        const failed = schema.safeParse({ a: 'no' });
        return [schema.parse({ a: 'a@b.co', x: 1 }), failed.success, failed.error.errors[0].code, failed.error.errors[0].validation, typeof zod.z, z.string()._def.typeName, typeof zod.ZodError];`,
    'crypto and node:crypto': `return [crypto.createHash('md5').update('a').digest('hex'), createHash === crypto.createHash, crypto.randomUUID().length];`,
    'url and node:url': `return [url.parse('https://a.b/c?d=1').pathname, fileURLToPath('file:///x'), new url.URL('/p', 'https://a.b').href];`,
    'require of an allowed module': `return typeof require('crypto').createHmac;`,
    'require of another module': `const name = 'fs'; require(name);`,
    'require of another module of Node': `const name = 'node:child_process'; require(name);`,
    'Buffer and timers': `
        const slept = await new Promise((resolve) => setTimeout(() => resolve('woke'), 1));
        return [Buffer.from('a').toString('base64'), slept, new URL('/x?a=1', 'https://h').searchParams.get('a'), new URLSearchParams({ a: 'b c' }).toString()];`,
    'every global': `return Object.getOwnPropertyNames(globalThis).sort();`,
    eval: `return (0, eval)('1');`,
    'new Function': `return new Function('return 1')();`,
    'own values are of the script’s realm': `return [[] instanceof Array, new Date() instanceof Date, ({}) instanceof Object, new Map() instanceof Map];`,
    'assigning to nango': `nango.extra = 1; return nango.extra;`,
    'a member of nango that is refused': `return nango.persistClient;`,
    'the prototype of nango': `return [String(Object.getPrototypeOf(nango)), 'nango' in nango];`,
    'methods taken off nango work': `const { getMetadata } = nango; return getMetadata();`,
};

const LOGS = `
await nango.log('plain');
await nango.log('debug', { level: 'debug' });
await nango.log('warn', { level: 'warn' });
await nango.log('error', { level: 'error' });
await nango.log('verbose', { level: 'verbose' });
await nango.log('silly', { level: 'silly' });
await nango.log('http', { level: 'http' });
await nango.log('unknown level', { level: 'nonsense' });
await nango.log('data', { a: 1 });
await nango.log('data and level', { a: 1 }, { level: 'warn' });
await nango.log('array', [1, 2]);
await nango.log({ an: 'object' });
await nango.log('dropped', 1, 2, 3);
await nango.log();
await nango.log('with level', { level: 'warn', swallowed: true });
const cycle: any = { name: 'cycle' };
cycle.self = cycle;
await nango.log('cycle', cycle);
await nango.log('error object', new TypeError('inside'));
await nango.log('headers', { Authorization: 'Bearer secret' });
await nango.log(undefined);
await nango.log(12);
console.log('console', { a: 1 }, 2);
console.warn('console warn');
console.error('console error');
console.debug('console debug');
console.table([1]);`;

let project: TestProject;
let imports: Record<string, Answer>;
let typeofs: Record<string, string>;
let logs: RunDocument['logs'];
let ordered: RunDocument;

beforeAll(async () => {
    const names = Object.values(GLOBALS).flat();
    project = testProject({
        'models.ts': `export interface Item { id: string }
export declare class ActionError<T = Record<string, unknown>> extends Error { payload: T; constructor(payload?: T) }
export const NangoFlows = [{ providerConfigKey: 'demo' }] as const;`,
        'demo/lib/labels.ts': `import { double } from '../../common/double.js';\nexport type Label = string;\nexport const label = (text: string) => text + double(1);`,
        'demo/lib/data.json': '{"some":["data"]}',
        'common/double.ts': 'export const double = (n: number) => n * 2;',
        'demo/actions/imports.ts': probeAction(IMPORT_PROBES, IMPORTS),
        'demo/actions/globals.ts': action(
            `return { ${names.map((name) => `${name}: typeof ${name}`).join(', ')} };`,
            names.map((name) => `declare const ${name}: any;`).join('\n'),
        ).replaceAll(/declare const (?:module|exports|require|globalThis|constructor): any;\n/g, ''),
        'demo/syncs/logs.ts': sync(LOGS),
        'demo/syncs/not-awaited.ts': sync(`
            for (let i = 0; i < 500; i++) nango.log('line ' + i);
            nango.log('last', { level: 'warn' });`),
    });
    const run = (script: string) => runJson(project.root, `demo/${script}`, ['--ephemeral']);
    imports = answersOf(await run('imports'));
    typeofs = (await run('globals')).output as Record<string, string>;
    ({ logs } = await run('logs'));
    ordered = await run('not-awaited');
});

afterAll(() => project.remove());

describe('what a script can name', () => {
    it.each(Object.entries(GLOBALS).flatMap(([type, names]) => names.map((name) => [name, type])))(
        'typeof %s is %s',
        (name, type) => {
            expect(typeofs[name]).toBe(type);
        },
    );
});

it('the cloud’s globals, ActionError and what ECMAScript has: nothing else', () => {
    const given = ['Buffer', 'setTimeout', 'Error', 'URL', 'URLSearchParams', 'console', 'require', 'constructor'];
    const language = vm.runInNewContext('Object.getOwnPropertyNames(globalThis)') as string[];
    expect(imports['every global']?.value).toEqual([...new Set([...language, ...given, 'ActionError'])].sort());
});

describe('imports and surroundings', () => {
    it.each<[keyof typeof IMPORT_PROBES, unknown]>([
        ['a helper beside the scripts, with .js in its name', 'x2'],
        ['a helper of a helper, outside the integration', 8],
        ['a JSON file', { some: ['data'] }],
        ['values of models', ['demo', { a: 1 }]],
        [
            'zod is its third generation',
            [{ a: 'a@b.co' }, false, 'invalid_string', 'email', 'object', 'ZodString', 'function'],
        ],
        ['crypto and node:crypto', ['0cc175b9c0f1b6a831c399e269772661', true, 36]],
        ['url and node:url', ['/c', '/x', 'https://a.b/p']],
        ['require of an allowed module', 'function'],
        ['Buffer and timers', ['YQ==', 'woke', '1', 'a=b+c']],
        ['own values are of the script’s realm', [true, true, true, true]],
        ['the prototype of nango', ['null', false]],
        ['methods taken off nango work', null],
    ])('%s', (probe, value) => {
        expect(imports[probe]).toEqual({ value });
    });

    it.each<[keyof typeof IMPORT_PROBES, string]>([
        ['require of another module', "Module 'fs' is not allowed"],
        ['require of another module of Node', "Module 'node:child_process' is not allowed"],
        ['eval', 'Code generation from strings disallowed for this context'],
        ['new Function', 'Code generation from strings disallowed for this context'],
        ['a member of nango that is refused', 'Access to "persistClient" is not allowed.'],
    ])('%s is refused', (probe, message) => {
        expect(imports[probe]?.thrown?.message).toBe(message);
    });
});

describe('nango.log and console', () => {
    it.each<[string, object]>([
        ['plain', { level: 'info', source: 'script' }],
        ['debug', { level: 'debug' }],
        ['warn', { level: 'warn' }],
        ['error', { level: 'error' }],
        ['verbose', { level: 'debug' }],
        ['silly', { level: 'debug' }],
        ['http', { level: 'info' }],
        ['unknown level', { level: 'info' }],
        ['data', { level: 'info', meta: { a: 1 } }],
        ['data and level', { level: 'warn', meta: { a: 1 } }],
        ['array', { meta: { 0: 1, 1: 2 } }],
        ['{"an":"object"}', { level: 'info' }],
        ['dropped', { meta: 1 }],
        ['cycle', { meta: { name: 'cycle', self: '[Circular]' } }],
        ['error object', { meta: { name: 'TypeError', message: 'inside' } }],
        ['headers', { meta: { Authorization: 'REDACTED' } }],
        ['undefined', { level: 'info' }],
        ['12', { level: 'info' }],
        ['console {"a":1} 2', { level: 'info', source: 'console' }],
        ['console warn', { level: 'warn', source: 'console' }],
        ['console error', { level: 'error', source: 'console' }],
        ['console debug', { level: 'debug', source: 'console' }],
        ['[1]', { level: 'info', source: 'console' }],
    ])('%s', (message, line) => {
        expect(logs.find((each) => each.message === message)).toMatchObject(line);
    });

    it('a call without arguments writes nothing, options are no data', () => {
        expect(logs).toHaveLength(24);
        expect(logs.find(({ message }) => message === 'with level')).not.toHaveProperty('meta');
    });

    it('keeps lines that nobody awaited, in their order', () => {
        expect(ordered.logs.map(({ message }) => message)).toEqual([
            ...Array.from({ length: 500 }, (_, i) => `line ${i}`),
            'last',
        ]);
    });
});
