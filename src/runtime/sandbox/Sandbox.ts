import vm from 'node:vm';
import type { ProjectForm } from '../../core/project/types';
import { shiftClock } from './fixedClock';
import type { ProjectZod } from './ProjectZod';
import { processSources } from './processSources';
import type { ScriptSources } from './ScriptSources';
import { type OnConsole, scriptConsole } from './scriptConsole';
import { ScriptModules } from './scriptModules';
import { scriptSetTimeout } from './scriptTimer';

export interface SandboxOptions {
    form: ProjectForm;
    /** Absolute folders from which the project's own modules are resolved. */
    moduleFolders: readonly string[];
    onConsole: OnConsole;
    /** The runtime's error class, which scripts of 2024 use without importing it. */
    ActionError: new (
        payload?: never,
    ) => Error;
    /** What `zod` gives; by the form and folders unless told. */
    zod?: ProjectZod;
    /** Milliseconds that the script's clock is ahead of the real one. */
    clockOffset?: number;
    /** Globals besides the cloud's: see `lenientGlobals`. */
    moreGlobals?: Record<string, unknown>;
    /** Where bundles leave their source maps; those of the process by default. */
    sources?: ScriptSources;
}

const BEFORE = '(() => { const module = { exports: {} }; const exports = module.exports; ';
const AFTER = '\nreturn module.exports; })()';

/**
 * The context a script runs in, with the cloud's globals and no others (nango-semantics §9), plus `ActionError` and what
 * the run asked for.
 *
 * `Error` is the host's and cannot be replaced: Node asks the context's `Error` how to print a stack, and whoever
 * answers would be given the call sites of our own functions.
 */
export class Sandbox {
    readonly #context: vm.Context;
    readonly #sources: ScriptSources;
    readonly #modules: ScriptModules;

    constructor(options: SandboxOptions) {
        this.#sources = options.sources ?? processSources;
        this.#modules = new ScriptModules(options.form, options.moduleFolders, options.zod);
        const globals: Record<string, unknown> = Object.create(null);
        Object.assign(globals, {
            Buffer,
            setTimeout: scriptSetTimeout,
            URL,
            URLSearchParams,
            console: scriptConsole(options.onConsole),
            require: this.#modules.require,
            constructor: undefined,
            ActionError: options.ActionError,
            ...options.moreGlobals,
        });
        Object.defineProperty(globals, 'Error', {
            value: Error,
            enumerable: true,
            writable: false,
            configurable: false,
        });
        this.#context = vm.createContext(globals, { codeGeneration: { strings: false, wasm: false } });
        if (options.clockOffset) shiftClock(this.#context, options.clockOffset);
    }

    /** The zod that the script was given; undefined when it asked for none. */
    get zod(): unknown {
        return this.#modules.loaded('zod');
    }

    /**
     * Runs a bundle and returns what it exports.
     * @param file absolute path of the script's `.ts` file; the bundle runs under its name with `.cjs`, as in the cloud
     * @throws whatever the script throws while it loads
     */
    load(code: string, file: string): Record<string, unknown> {
        const filename = bundleName(file);
        this.#sources.add(filename, code);
        const script = new vm.Script(BEFORE + code + AFTER, { filename, columnOffset: -BEFORE.length });
        return script.runInContext(this.#context) as Record<string, unknown>;
    }
}

/** The name a bundle runs under: not the script's own, so that a place in the one is never taken for the other. */
export function bundleName(file: string): string {
    return file.replace(/(\.ts)?$/, '.cjs');
}
