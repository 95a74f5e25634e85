import { pinIntrinsics } from './pinIntrinsics';
import { processSources } from './processSources';
import type { ScriptSources } from './ScriptSources';

/** Members of `process` that reach Node's internals, other processes, files, or the process as a whole. */
const REMOVED = [
    ...['binding', '_linkedBinding', 'getBuiltinModule', 'dlopen', 'mainModule', 'moduleLoadList', '_preload_modules'],
    ...['kill', '_kill', 'abort', 'execve', '_debugProcess', '_debugEnd', '_rawDebug', 'report', 'loadEnvFile'],
    ...['chdir', 'umask', 'initgroups', 'setgroups', 'setegid', 'seteuid', 'setgid', 'setuid', 'openStdin'],
    ...['_getActiveHandles', '_getActiveRequests', '_startProfilerIdleNotifier', '_stopProfilerIdleNotifier'],
];

/** What libraries of ours read while a script runs: the proxy to use, the time zone, where temporary files go. */
const KEPT_VARIABLES = /^((https?|all|no)_proxy|tz|lang|lc_\w+|te?mp(dir)?|systemroot)$/i;

/**
 * Takes away from this process what no script may find, should one get out of its context. Called once, after all
 * modules of ours are loaded and the channel's variables are read, before the first script is.
 *
 * `vm` is no security boundary; this is one layer above the process's own flags (`childExecArgv`).
 */
export function harden(sources: ScriptSources = processSources): void {
    // Ten frames, the default, do not reach through an HTTP client to the script.
    Error.stackTraceLimit = 50;
    pinStackTraces(sources);
    for (const name of REMOVED) Reflect.deleteProperty(process, name);
    for (const name of Object.keys(process.env)) {
        if (!KEPT_VARIABLES.test(name)) delete process.env[name];
    }
    pinIntrinsics();
}

/**
 * Makes stacks name the script's sources, and keeps scripts from asking for call sites, through which the functions
 * and receivers of our own frames could be reached. Assignments are ignored, not refused: libraries make them.
 */
function pinStackTraces(sources: ScriptSources): void {
    const prepare = (error: unknown, callSites: readonly NodeJS.CallSite[]) => sources.formatStack(error, callSites);
    Object.defineProperty(Error, 'prepareStackTrace', { get: () => prepare, set: () => {}, configurable: false });
}
