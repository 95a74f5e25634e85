import { readFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import { CODE_CACHE_VARIABLE } from '../protocol/messages';

/**
 * Starts the child's program from V8's code cache, which spares more than half of its start-up time. The host keeps
 * the cache; a child may only read it, because what a script could write there would run in every later child.
 *
 * Nothing here may import more than Node's own modules: it runs before the cache is of use.
 */
const file = path.join(__dirname, 'runtimeProgram.js');
const cacheFile = process.env[CODE_CACHE_VARIABLE];
const script = new vm.Script(wrap(readFileSync(file, 'utf8')), {
    filename: file,
    cachedData: cacheFile ? readIfThere(cacheFile) : undefined,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const isFresh = cacheFile !== undefined && script.cachedDataRejected !== false;
const program = { exports: {} as typeof import('./program') };
script.runInThisContext()(program.exports, createRequire(file), program, file, __dirname);
program.exports.startChild(() => (isFresh ? script.createCachedData() : undefined));

function readIfThere(cache: string): Buffer | undefined {
    try {
        return readFileSync(cache);
    } catch {
        return undefined;
    }
}
