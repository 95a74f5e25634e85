import vm from 'node:vm';
import type { ProjectForm } from '../../core/project/types';
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
    /** Where bundles leave their source maps; those of the process by default. */
    sources?: ScriptSources;
}

const BEFORE = '(() => { const module = { exports: {} }; const exports = module.exports; ';
const AFTER = '\nreturn module.exports; })()';

/**
 * The context a script runs in, with the cloud's globals and no others (nango-semantics §9), plus `ActionError`.
 *
 * `Error` is the host's and cannot be replaced: Node asks the context's `Error` how to print a stack, and whoever
 * answers would be given the call sites of our own functions.
 */
export class Sandbox {
    readonly #context: vm.Context;
    readonly #sources: ScriptSources;

    constructor(options: SandboxOptions) {
        this.#sources = options.sources ?? processSources;
        const globals: Record<string, unknown> = Object.create(null);
        Object.assign(globals, {
            Buffer,
            setTimeout: scriptSetTimeout,
            URL,
            URLSearchParams,
            console: scriptConsole(options.onConsole),
            require: new ScriptModules(options.form, options.moduleFolders).require,
            constructor: undefined,
            ActionError: options.ActionError,
        });
        Object.defineProperty(globals, 'Error', {
            value: Error,
            enumerable: true,
            writable: false,
            configurable: false,
        });
        this.#context = vm.createContext(globals, { codeGeneration: { strings: false, wasm: false } });
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
