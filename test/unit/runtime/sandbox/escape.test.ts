import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { childExecArgv } from '../../../../src/runtime/sandbox/childFlags';

let folder: string;
let harness: string;
let secretFile: string;

beforeAll(async () => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'syncbench-escape-')));
    mkdirSync(path.join(folder, 'program'));
    harness = path.join(folder, 'program', 'harness.cjs');
    secretFile = path.join(folder, 'secret.txt');
    writeFileSync(secretFile, 'planted secret');
    await build({
        entryPoints: [path.join(__dirname, 'escapeHarness.ts')],
        outfile: harness,
        bundle: true,
        platform: 'node',
        format: 'cjs',
        // Sloppy code, as many libraries are: only its call sites tell their functions and receivers.
        tsconfigRaw: { compilerOptions: { strict: false } },
    });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Loot {
    process: boolean;
    got?: string;
    file?: string;
    child?: string;
    binding?: string;
    environment?: string;
}

/** Runs a script in a real child process, with all protections or with some left off. */
async function attempt(code: string, { flags = true, hardened = true } = {}): Promise<Loot> {
    const { execArgv } = childExecArgv({ allowRead: [path.dirname(harness)], allowWrite: [], memoryMegabytes: 256 });
    const child = spawn(process.execPath, [...(flags ? execArgv : []), harness], {
        env: { HARNESS: JSON.stringify({ code, hardened, secretFile }), CANARY: 'canary' },
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
        output += chunk;
    });
    child.stderr.on('data', (chunk) => {
        errors += chunk;
    });
    await new Promise((resolve) => child.on('close', resolve));
    if (!output) throw new Error(`The child said nothing: ${errors}`);
    return JSON.parse(output) as Loot;
}

/** With nothing in the way a script that has `process` reads files and starts programs. */
const ESCAPED: Loot = { process: true, file: 'planted secret', child: 'ran', binding: 'object', environment: 'canary' };

const RUN = `('return process')()`;
/** Call sites are asked for everything they know of a function or receiver of ours. */
const SITES = `(e, sites) => { for (const s of sites) for (const x of [s.getThis(), s.getFunction()]) {
    if (found(x)) return x; if (typeof x === 'function') { try { return x.constructor${RUN}; } catch {} } } return 'nothing in ' + sites.length; }`;

/** Attempts that do escape where the protections are off: the negative control shows that each is a real one. */
const REAL_ESCAPES: [string, string][] = [
    ['URL.constructor', `return URL.constructor${RUN}`],
    ['Error.constructor', `return Error.constructor${RUN}`],
    ['Buffer.constructor', `return Buffer.constructor${RUN}`],
    ['the constructor of a Buffer', `return Buffer.from('x').constructor.constructor${RUN}`],
    ['setTimeout.constructor', `return setTimeout.constructor${RUN}`],
    ['require.constructor', `return require.constructor${RUN}`],
    ['console.log.constructor', `return console.log.constructor${RUN}`],
    ['ActionError.constructor', `return ActionError.constructor${RUN}`],
    ['the constructor of an SDK function', `return nango.echo.constructor${RUN}`],
    ['the constructor of a promise of the SDK', `return nango.get({}).constructor.constructor${RUN}`],
    ['the constructor of an SDK result', `return (await nango.get({})).constructor.constructor${RUN}`],
    ['the async function constructor of the SDK', `return await nango.get.constructor${RUN}`],
    [
        'the async generator constructor of the SDK',
        `return (await nango.paginate.constructor('yield process')().next()).value`,
    ],
    ['an iterator of the SDK', `return nango.paginate().next().constructor.constructor${RUN}`],
    ['zod objects', `return require('zod').z.string().constructor.constructor${RUN}`],
    ['streams of crypto', `return require('crypto').createHash('md5').constructor.constructor${RUN}`],
    ['the url module', `return require('url').parse.constructor${RUN}`],
    ['an error of require', `try { require('fs') } catch (e) { return e.constructor.constructor${RUN} }`],
    ['an error of a Buffer', `try { Buffer.alloc(-1) } catch (e) { return e.constructor.constructor${RUN} }`],
    ['a rejected import()', `try { await import('fs') } catch (e) { return e.constructor.constructor${RUN} }`],
    [
        'a stack overflow in a function of the host',
        `let e; const f = () => { try { return nango.call(f) } catch (x) { e = x; throw x } }; try { f() } catch {}
         const g = () => { try { JSON.parse(String(nango.mapped([1]).length)); return g() } catch (x) { e = x; throw x } }; try { g() } catch {}
         return (e instanceof Error ? e.constructor : nango.echo.constructor).constructor${RUN}`,
    ],
    [
        'the callback that a map of the script is given',
        `class Mine extends Array { map(f) { return f.constructor${RUN} } } return nango.mapped(new Mine())`,
    ],
    [
        'a getter with the host as caller',
        `let p; nango.read({ get x() { p = nango.read.constructor${RUN}; return 1 } }); return p`,
    ],
    [
        'a proxy given to the host',
        `let p; nango.read(new Proxy({}, { ownKeys(t) { p = nango.read.constructor${RUN}; return [] } })); return p`,
    ],
    [
        'Symbol.toPrimitive',
        `let p; nango.read({ [Symbol.toPrimitive]() { p = nango.read.constructor${RUN}; return 'x' } }); return p`,
    ],
    [
        'a patched then of the host',
        `const proto = Object.getPrototypeOf(nango.get({})); const then = proto.then; let p;
         proto.then = function (f, r) { p ??= f.constructor${RUN}; return then.call(this, f, r) };
         await nango.chained(1); return p`,
    ],
    [
        'the species of a promise of the host',
        `const p = nango.get({}); let seen; p.constructor = { [Symbol.species]: function (f) { seen = f; f(() => {}, () => {}) } };
         p.then(() => {}); return seen.constructor${RUN}`,
    ],
    [
        'Error.prepareStackTrace',
        `Error.prepareStackTrace = ${SITES}; return await nango.call(() => new Error('x').stack)`,
    ],
    [
        'Error.prepareStackTrace by definition',
        `Object.defineProperty(Error, 'prepareStackTrace', { value: ${SITES} }); return nango.call(() => { try { null.x } catch (e) { return e.stack } })`,
    ],
    [
        'a stack captured on an object',
        `Error.prepareStackTrace = ${SITES}; return nango.call(() => { const o = {}; Error.captureStackTrace(o); return o.stack })`,
    ],
    [
        'a replaced emit of every emitter',
        `let p; let proto = require('crypto').createHash('md5'); while (!Object.hasOwn(proto, 'emit')) proto = Object.getPrototypeOf(proto);
         const emit = proto.emit; proto.emit = function (...args) { if (found(this)) p = this; return emit.apply(this, args) };
         await nango.warn(); return p`,
    ],
    [
        'a setter on the prototype of every emitter',
        `let p; let proto = require('crypto').createHash('md5'); while (!Object.hasOwn(proto, 'emit')) proto = Object.getPrototypeOf(proto);
         Object.defineProperty(proto, 'lastWarning', { set() { p = this } });
         nango.remember('lastWarning'); return p`,
    ],
    [
        'a redefined emit of every emitter',
        `let p; let proto = require('crypto').createHash('md5'); while (!Object.hasOwn(proto, 'emit')) proto = Object.getPrototypeOf(proto);
         const emit = proto.emit; Object.defineProperty(proto, 'emit', { value(...args) { if (found(this)) p = this; return Reflect.apply(emit, this, args) } });
         await nango.warn(); return p`,
    ],
];

/** Attempts that the context itself stops, so that they never escape. */
const DEAD_ENDS: [string, string][] = [
    [
        'the callbacks that a thenable is given',
        `return await nango.awaited({ then(resolve) { resolve({ process: resolve.constructor${RUN} }) } })`,
    ],
    ['this.constructor.constructor', `return globalThis.constructor.constructor${RUN}`],
    ['eval', `return eval('process')`],
    ['the Function of the context', `return (() => {}).constructor${RUN}`],
    ['the AsyncFunction of the context', `return await (async () => {}).constructor${RUN}`],
    ['the GeneratorFunction of the context', `return (function* () {}).constructor('yield process')().next().value`],
    ['process by its name', `return process`],
    [
        'the globals of Node',
        `return [typeof process, typeof global, typeof fetch, typeof __dirname, typeof setInterval].join()`,
    ],
    [
        'require.cache and require.main',
        `return [typeof require.cache, typeof require.main, typeof require.resolve, typeof module.parent].join()`,
    ],
    [
        'require of file and process modules',
        `return ['fs', 'node:fs', 'child_process', 'process', 'module', 'vm', 'worker_threads'].map((m) => { try { require(m); return m } catch (e) { return e.message } }).join()`,
    ],
    [
        'require of an object that changes',
        `let n = 0; return require({ toString: () => (n++ ? 'fs' : 'zod'), startsWith: () => false, slice: () => 'zod' })`,
    ],
    ['arguments.callee.caller', `return nango.call(function () { return arguments.callee.caller })`],
    ['the caller of a function', `return nango.call(function f() { return f.caller })`],
    [
        'a replaced global Error',
        `globalThis.Error = { prepareStackTrace: ${SITES} }; return nango.call(() => { try { null.x } catch (e) { return e.stack } })`,
    ],
    [
        'a redefined global Error',
        `Object.defineProperty(globalThis, 'Error', { value: { prepareStackTrace: ${SITES} } }); return nango.call(() => { try { null.x } catch (e) { return e.stack } })`,
    ],
    [
        'the engine errors of the context',
        `Object.getPrototypeOf(TypeError).prepareStackTrace = ${SITES}; return nango.call(() => { try { null.x } catch (e) { return e.stack } })`,
    ],
    ['WebAssembly', `new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])); return 'compiled'`],
    [
        'the links between timers',
        `const t = setTimeout(() => {}, 1); return [typeof t.constructor, typeof t._idleNext, typeof t._onTimeout, Object.getPrototypeOf(t)].join()`,
    ],
    [
        'the receiver of a function of the host',
        `return nango.echo.call(undefined, this === globalThis ? undefined : this)`,
    ],
];

describe('with every protection, a script reaches neither process, files nor child processes', () => {
    it.concurrent.each([...REAL_ESCAPES, ...DEAD_ENDS])('through %s', async (_, code) => {
        expect(await attempt(code)).toMatchObject({ process: false });
    });
});

describe('the same attempts escape where the protections are off', () => {
    it.concurrent.each(REAL_ESCAPES)('through %s', async (_, code) => {
        expect(await attempt(code, { flags: false, hardened: false })).toEqual(ESCAPED);
    });
});

describe('hardening alone keeps process away', () => {
    const rows = REAL_ESCAPES.filter(([name]) => /prepareStackTrace|stack captured|every emitter/.test(name));

    it.concurrent.each(rows)('through %s: without it process is reached, but the flags keep files', async (_, code) => {
        expect(await attempt(code, { hardened: false })).toMatchObject({
            process: true,
            file: 'refused: ERR_ACCESS_DENIED',
        });
        expect(await attempt(code, { flags: false })).toMatchObject({ process: false });
    });
});

describe('a script that holds process', () => {
    const GIVEN = 'return nango.process';

    it('has everything without protections', async () => {
        expect(await attempt(GIVEN, { flags: false, hardened: false })).toEqual(ESCAPED);
    });

    it('has no file and no program under the flags alone', async () => {
        expect(await attempt(GIVEN, { hardened: false })).toMatchObject({
            process: true,
            file: 'refused: ERR_ACCESS_DENIED',
            child: 'refused: ERR_ACCESS_DENIED',
        });
    });

    it('has no module, no binding and no environment in a hardened process alone', async () => {
        const loot = await attempt(GIVEN, { flags: false });
        expect(loot).toMatchObject({ process: true, environment: 'undefined' });
        expect([loot.file, loot.child, loot.binding].every((one) => one?.startsWith('refused: '))).toBe(true);
    });
});
