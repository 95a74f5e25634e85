import { expect, test } from 'vitest';
import { ACTION, action, findingsIn, HELPER, ON_EVENT, SYNC, sync, ZERO, zeroAction, zeroSync } from '../markedSource';
import { type Row, ruleTable } from '../ruleTable';

ruleTable('retry-on-without-retries', SYNC, {
    flagged: [
        ['get', sync(`await nango.get({ endpoint: '/x', [[retryOn]]: [404] });`)],
        ...['post', 'put', 'patch', 'delete', 'proxy'].map(
            (call): Row => [call, sync(`await nango.${call}({ [[retryOn]]: [404] });`)],
        ),
        ['paginate', sync(`for await (const p of nango.paginate({ [[retryOn]]: [404] })) {}`)],
        ['a quoted key', sync(`await nango.get({ [['retryOn']]: [404] });`)],
        ['a shorthand', sync(`await nango.get({ [[retryOn]] });`)],
        ['a cast', sync(`await nango.get({ [[retryOn]]: [404] } as any);`)],
        ['an action', action(`return nango.get({ [[retryOn]]: [404] });`), ACTION],
        ['a zero-YAML sync', zeroSync(`await nango.get({ [[retryOn]]: [404] });`), ZERO],
    ],
    silent: [
        ['retries beside it', sync(`await nango.get({ retryOn: [404], retries: 3 });`)],
        ['retries by shorthand', sync(`await nango.get({ retries, retryOn: [404] });`)],
        ['retries that may be spread in', sync(`await nango.get({ ...defaults, retryOn: [404] });`)],
        ['a computed key', sync(`await nango.get({ [key]: 3, retryOn: [404] });`)],
        ['no retryOn', sync(`await nango.get({ endpoint: '/x' });`)],
        ['a variable', sync(`await nango.get(config);`)],
        ['other calls', sync(`await nango.log({ retryOn: [404] }); await client.get({ retryOn: [404] });`)],
        ['retryOn in the data', sync(`await nango.post({ data: { retryOn: [1] } });`)],
    ],
});

ruleTable('sync-returns-value', SYNC, {
    flagged: [
        ['a value', sync(`[[return 1;]]`)],
        ['records', sync(`const x = []; [[return x;]]`)],
        ['an awaited value', sync(`[[return await nango.get({});]]`)],
        ['a call', sync(`[[return nango.batchSave(x, 'Issue');]]`)],
        ['undefined written out', sync(`[[return undefined;]]`)],
        ['a value in a branch', sync(`if (x) { [[return { ok: true };]] } return;`)],
        [
            'a value in a loop, a try and a switch',
            sync(`for (const i of x) { try { switch (i) { case 1: [[return i;]] } } catch { [[return 2;]] } }`),
        ],
        ['a default export by name', `const fetchData = async (nango) => { [[return 1;]] }; export default fetchData;`],
        ['a function expression', `export default async function (nango) { [[return 1;]] }`],
        ['a zero-YAML sync with a literal', zeroSync(`[[return { ok: true };]]`), ZERO],
    ],
    silent: [
        ['no return', sync(`await nango.log('x');`)],
        ['a bare return', sync(`if (x) return; return;`)],
        ['an action', action(`return 1;`), ACTION],
        ['an on-event script', `export default async function (nango) { return 1; }`, ON_EVENT],
        ['a helper', `export async function f(nango: NangoSync) { return 1; }`, HELPER],
        ['a nested function', sync(`function f() { return 1; } const g = () => { return 2; }; f(); g();`)],
        ['a callback', sync(`const x = items.map((i) => { return i.id; });`)],
        ['a method of an object', sync(`const o = { m() { return 1; }, get g() { return 2; } };`)],
        ['a class', sync(`class C { m() { return 1; } static { } }`)],
        ['another function of the file', `function f() { return 1; } ${sync('f();')}`],
        ['the webhook handler', `export async function onWebhookPayloadReceived(nango, p) { return 1; } ${sync('')}`],
        ['an arrow without a block', `export default async (nango) => nango.batchSave(x, 'Issue');`],
        ['a zero-YAML sync that ends with a call', zeroSync(`return finish(nango);`), ZERO],
        ['a zero-YAML sync that returns nothing', zeroSync(`return undefined;`), ZERO],
        ['a zero-YAML action', zeroAction(`return { ok: true };`), ZERO],
    ],
});

ruleTable('deprecated-call', SYNC, {
    flagged: [
        ['batchSend', sync(`await [[nango.batchSend]](x, 'Issue');`)],
        ['getFieldMapping', sync(`await [[nango.getFieldMapping]]();`)],
        ['setFieldMapping', sync(`await [[nango.setFieldMapping]]({});`)],
        ['deleteRecordsFromPreviousExecutions', sync(`await [[nango.deleteRecordsFromPreviousExecutions]]('Issue');`)],
    ],
    silent: [
        ['its replacement', sync(`await nango.batchSave(x, 'Issue'); await nango.getMetadata();`)],
        ['another object', sync(`await store.batchSend(x);`)],
        ['a mention', sync(`// nango.batchSend\nconst x = 'nango.batchSend()';`)],
    ],
});

ruleTable('console-call', SYNC, {
    flagged: [
        ['console.log', sync(`[[console.log]]('x');`)],
        [
            'every method',
            sync(
                `[[console.info]](1); [[console.warn]](1); [[console.error]](1); [[console.debug]](1); [[console.table]](1);`,
            ),
        ],
        ['a helper', `export const f = () => { [[console.log]]('x'); };`, HELPER],
        ['a callback', sync(`items.forEach((i) => [[console.log]](i));`)],
        ['the top of the file', `[[console.log]]('x'); ${sync('')}`],
        ['a zero-YAML script', zeroSync(`[[console.log]]('x');`), ZERO],
    ],
    silent: [
        ['nango.log', sync(`await nango.log('x');`)],
        ['a console of its own', `const console = { log() {} }; console.log('x');`],
        ['an imported console', `import { console } from './log'; console.log('x');`],
        ['a parameter', sync(`items.forEach((console) => console.log('x'));`)],
        ['a property', sync(`this.console.log('x'); logger.console.log('x');`)],
        ['a comment', sync(`// console.log('x')`)],
        ['a string', sync(`const x = "console.log('x')";`)],
        ['a type', `let c: Console; let l: typeof console.log;`],
        ['a mention without a call', sync(`const sink = console; const f = console.log;`)],
    ],
});

ruleTable('missing-global', SYNC, {
    flagged: [
        ['process', sync(`const key = [[process]].env.KEY;`)],
        ['fetch', sync(`const r = await [[fetch]]('https://x');`)],
        ['timers', sync(`[[setInterval]](() => {}, 1); [[clearTimeout]](t); [[setImmediate]](f);`)],
        [
            'constructors',
            sync(`new [[TextEncoder]](); new [[AbortController]](); new [[FormData]](); new [[Headers]]();`),
        ],
        ['structuredClone, atob and btoa', sync(`[[structuredClone]](x); [[atob]](x); [[btoa]](x);`)],
        ['crypto as a global', sync(`const id = [[crypto]].randomUUID();`)],
        ['performance', sync(`[[performance]].now();`)],
        ['__dirname and global', sync(`const p = [[__dirname]]; [[global]].x = 1;`)],
        ['a helper', `export const env = [[process]].env;`, HELPER],
        ['a shorthand', sync(`const x = { [[fetch]] };`)],
        ['a default value', `export const f = (get = [[fetch]]) => get('x');`, HELPER],
        ['a class that extends', `export class A extends [[AbortController]] {}`, HELPER],
        ['a zero-YAML script', zeroSync(`[[fetch]]('x');`), ZERO],
        [
            'a branch on a value',
            sync(`if (typeof input === 'string') [[fetch]](input); input && [[fetch]](input);`).replace(
                'nango: NangoSync',
                'nango: NangoSync, input: any',
            ),
        ],
    ],
    silent: [
        [
            'a branch for tests alone',
            `declare global { var vitest: any } if (typeof globalThis !== 'undefined' && globalThis.vitest) { globalThis.vitest.mock = () => new Headers(); } ${sync('')}`,
        ],
        [
            'a value for other surroundings',
            sync(
                `const key = globalThis.process ? process.env.KEY : undefined; typeof window === 'object' && fetch('x');`,
            ),
        ],
        [
            'a namespace, a constant and variables of one name',
            `declare namespace fetch { const a: 1; } declare namespace fetch { const b: 1; } declare global { var performance: any } declare global { var performance: any } const fetch = 1; ${sync('fetch;')}`,
        ],
        [
            'what the sandbox has',
            sync(
                `Buffer.from('x'); new URL('x'); new URLSearchParams(); setTimeout(f, 1); JSON.parse('1'); new Map(); Intl; globalThis;`,
            ),
        ],
        ['an import', `import crypto from 'crypto'; ${sync('crypto.randomUUID();')}`],
        ['a require', `const crypto = require('crypto'); ${sync('crypto.randomUUID();')}`],
        ['a function of its own', `async function fetch(x) {} ${sync(`await fetch('x');`)}`],
        ['a parameter', `export const f = (process) => process.env;`, HELPER],
        ['a destructured name', sync(`const { process, performance } = record; process.x; performance.y;`)],
        [
            'a property',
            sync(`const a = x.process; const b = x.fetch(); const c = { fetch: 1, process: 2, performance: 3 };`),
        ],
        ['a key taken apart', sync(`const { fetch: get } = api; get();`)],
        ['a type', `let h: Headers; let f: FormData; type F = typeof fetch; interface Crypto { global: string }`],
        ['typeof before use', sync(`const f = typeof fetch === 'undefined' ? undefined : fetch;`)],
        ['a declared global', `declare const process: { env: Record<string, string> }; ${sync('process.env.X;')}`],
        ['a string and a comment', sync(`const x = 'process.env fetch()'; // fetch(process.env)`)],
        ['a label', sync(`process: for (;;) { break process; }`)],
        ['a method of its own', `class C { fetch() {} process = 1; get global() { return 1; } } new C();`],
        ['an enum member', `enum E { process, fetch } E.process;`],
        ['a catch variable', sync(`try {} catch (process) { process.x; }`)],
        ['a var declared below', sync(`if (a) { var performance = 1; } performance;`)],
        ['a property of globalThis', sync(`globalThis.fetch;`)],
    ],
});

ruleTable('code-from-text', SYNC, {
    flagged: [
        ['eval', sync(`[[eval]]('1');`)],
        ['new Function', sync(`new [[Function]]('return 1');`)],
        ['Function called', sync(`[[Function]]('return 1')();`)],
    ],
    silent: [
        ['a type', `let f: Function; let e: typeof eval;`],
        ['instanceof', sync(`if (x instanceof Function) x();`)],
        ['Function.prototype', sync(`Function.prototype.call;`)],
        ['an own eval', `function eval(x) {} eval('1');`],
        ['a property', sync(`math.eval('1'); math.evaluate('1');`)],
    ],
});

test.each([
    ['batchSend', 'Use nango.batchSave() instead.'],
    ['deleteRecordsFromPreviousExecutions', 'Use nango.trackDeletesStart() and nango.trackDeletesEnd() instead.'],
])('the advice for nango.%s() names its replacement', (call, advice) => {
    const [finding] = findingsIn(sync(`await nango.${call}('Issue');`), SYNC, 'deprecated-call');
    expect(finding).toMatchObject({ severity: 'warning', advice });
});
