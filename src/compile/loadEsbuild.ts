import { existsSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../core/findings/UserError';

/** Inside a webpack bundle, Node's own `require`; elsewhere there is no such name. */
declare const __non_webpack_require__: NodeJS.Require | undefined;

/**
 * esbuild's JavaScript API. It starts a program that lies beside it and therefore cannot be bundled: the packaged
 * build has a copy in `vendor/node_modules`, unbundled code takes the installed one.
 * @throws UserError `esbuild_missing` when there is none for this platform
 */
export async function loadEsbuild(): Promise<typeof import('esbuild')> {
    try {
        if (typeof __non_webpack_require__ === 'function') return __non_webpack_require__(vendoredEsbuild());
        return await import(/* webpackIgnore: true */ 'esbuild');
    } catch (error) {
        const reason = error instanceof Error ? error.message : 'unknown reason';
        throw new UserError('esbuild_missing', `The compiler (esbuild) could not be loaded: ${reason}`, {
            advice: `Install Syncbench again, for ${process.platform}-${process.arch}.`,
        });
    }
}

/** A bundle lies in the folder that holds `vendor`, a lazily loaded chunk one folder below. */
function vendoredEsbuild(): string {
    const main = path.join('vendor', 'node_modules', 'esbuild', 'lib', 'main.js');
    const beside = path.join(__dirname, main);
    return existsSync(beside) ? beside : path.join(__dirname, '..', main);
}
