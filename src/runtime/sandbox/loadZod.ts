import { createRequire } from 'node:module';
import path from 'node:path';
import type { ProjectForm } from '../../core/project/types';

/** Inside a webpack bundle, Node's own `require`; elsewhere there is no such name. */
declare const __non_webpack_require__: NodeJS.Require | undefined;

/**
 * The generation of zod that the scripts of each form were written for, evaluated only when a script asks for it. It
 * lies beside the bundle in a file of its own: every child would pay for parsing it.
 */
export function loadZod(form: ProjectForm): unknown {
    const generation = form === 'classic' ? 'v3' : 'v4';
    if (typeof __non_webpack_require__ === 'function') {
        return __non_webpack_require__(path.join(__dirname, `zod-${generation}.js`));
    }
    return createRequire(path.resolve('package.json'))(generation === 'v3' ? 'zod/v3' : 'zod');
}
