import { harden } from '../../../../src/runtime/sandbox/harden';
import { Sandbox } from '../../../../src/runtime/sandbox/Sandbox';
import { ActionError } from '../../../../src/runtime/sdk/ActionError';

/**
 * A child like the runtime's, reduced to what a script can touch: it runs one script that tries to get hold of
 * `process`, and prints what the script got. `HARNESS` says what to run and whether the process is hardened.
 */
interface Task {
    code: string;
    hardened: boolean;
    secretFile: string;
}

const { code, hardened, secretFile } = JSON.parse(process.env.HARNESS ?? '') as Task;
const pid = process.pid;
const print = process.stdout.write.bind(process.stdout);
const emitWarning = process.emitWarning.bind(process);

/** Host functions of the kinds that `nango` has. */
const nango = {
    ActionError,
    process,
    echo: (value: unknown) => value,
    get: async (config: unknown) => ({ data: { config } }),
    async *paginate() {
        yield [1];
    },
    call: (callback: (...args: unknown[]) => unknown, ...args: unknown[]) => callback(...args),
    awaited: async (value: unknown) => await value,
    chained: (value: Promise<unknown>) => Promise.resolve(value).then((x) => x),
    read: (value: object) => [JSON.stringify(value), Object.keys(value), { ...value }, `${value}`],
    mapped: (values: unknown[]) => values.map((value) => [value]),
    remember: (name: string) => Reflect.set(process, name, true),
    warn: () =>
        new Promise<void>((resolve) => {
            process.once('warning', () => resolve());
            emitWarning('probe');
            setTimeout(resolve, 50);
        }),
};

/** What a script could do with what it brought out. Evaluated in the script's context. */
const LOOT = `
const isProcess = (x) => { try { return x.pid === ${pid} && typeof x.versions === 'object'; } catch { return false; } };
const found = (x) => isProcess(x) ? x : isProcess(x && x.process) ? x.process : undefined;
const attempt = (f) => { try { return f(); } catch (e) { return 'refused: ' + (e && (e.code || e.message)); } };
function loot(x) {
    const p = found(x);
    if (!p) return { process: false, got: String(attempt(() => typeof x === 'object' ? JSON.stringify(x) : String(x))) };
    const module = (name) => p.getBuiltinModule ? p.getBuiltinModule(name) : p.mainModule.require(name);
    return {
        process: true,
        file: attempt(() => module('fs').readFileSync(${JSON.stringify(secretFile)}, 'utf8')),
        child: attempt(() => String(module('child_process').execFileSync(p.execPath, ['-p', '"ran"'])).trim()),
        binding: attempt(() => typeof p.binding('fs')),
        environment: attempt(() => String(p.env.CANARY)),
    };
}
`;

const sandbox = new Sandbox({ form: 'classic', moduleFolders: [], onConsole: () => {}, ActionError });
if (hardened) harden();
process.on('uncaughtException', (error) => {
    print(JSON.stringify({ process: false, got: `uncaught: ${error?.message}` }));
});
const wrapped = `${LOOT}\nexports.default = async (nango, attemptEscape) => {\nlet got; try { got = await (async () => { ${code} })(); } catch (e) { got = e && (e.stack || e.message || e); }\nreturn loot(got); };`;
const entry = sandbox.load(wrapped, '/script.ts').default as (nango: unknown) => Promise<unknown>;
void entry(nango).then((result) => print(JSON.stringify(result)));
