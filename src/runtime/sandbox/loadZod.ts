import { readFileSync } from 'node:fs';
import { createRequire, wrap } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import type { ProjectForm } from '../../core/project/types';

/** Inside a webpack bundle, Node's own `require`; elsewhere there is no such name. */
declare const __non_webpack_require__: NodeJS.Require | undefined;

/** A zod of ours, and V8's code cache of it when the one at hand was of no use. */
export interface LoadedZod {
    module: unknown;
    codeCache?: Buffer;
}

/**
 * The generation of zod that the scripts of each form were written for, evaluated only when it is asked for. It lies
 * beside the bundle in a file of its own: every child would pay for parsing it.
 * @param cacheFile where V8's code cache of it may lie, which spares half of the time it takes
 */
export function loadZod(form: ProjectForm, cacheFile?: string): LoadedZod {
    const generation = form === 'classic' ? 'v3' : 'v4';
    if (typeof __non_webpack_require__ !== 'function') {
        const require = createRequire(path.resolve('package.json'));
        return { module: require(generation === 'v3' ? 'zod/v3' : 'zod') as unknown };
    }
    const file = path.join(__dirname, `zod-${generation}.js`);
    if (cacheFile === undefined) return { module: __non_webpack_require__(file) as unknown };
    const cachedData = readIfThere(cacheFile);
    const script = new vm.Script(wrap(readFileSync(file, 'utf8')), { filename: file, cachedData });
    const module = { exports: {} };
    (script.runInThisContext() as (...args: unknown[]) => void)(
        module.exports,
        createRequire(file),
        module,
        file,
        __dirname,
    );
    const isFresh = script.cachedDataRejected !== false;
    return { module: module.exports, ...(isFresh && { codeCache: script.createCachedData() }) };
}

function readIfThere(file: string): Buffer | undefined {
    try {
        return readFileSync(file);
    } catch {
        return undefined;
    }
}
