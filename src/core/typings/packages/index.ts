import type { ProjectForm } from '../../project/types';
import { NANGO_PACKAGE } from './nango';
import { NODE_GLOBALS } from './nodeGlobals';
import { NODE_CRYPTO, NODE_URL } from './nodeModules';

/** A library that scripts import, and what stands in for its types where a project has not installed them. */
export interface LibraryTypes {
    name: 'zod' | 'node' | 'nango';
    /** The package whose presence makes ours unnecessary. */
    package: string;
    /** Files to generate by path below the types folder. Those of zod are copied instead. */
    files: Record<string, string>;
    /** Specifier → file below the types folder, for `paths` of `tsconfig.json`. */
    paths: Record<string, string>;
    /** Files that a program has to include, because they declare globals. */
    globals: readonly string[];
}

const COMMON_JS = '{ "type": "commonjs" }\n';

/** What projects of a form may need types for (nango-semantics §3.2, §8.1, §8.3). */
export function libraryTypes(form: ProjectForm): LibraryTypes[] {
    const zod: LibraryTypes = {
        name: 'zod',
        package: 'zod',
        files: {},
        paths: { zod: form === 'classic' ? 'zod/v3/index.d.ts' : 'zod/index.d.ts' },
        globals: [],
    };
    const node: LibraryTypes = {
        name: 'node',
        package: '@types/node',
        files: {
            'node/package.json': COMMON_JS,
            'node/globals.d.ts': NODE_GLOBALS,
            'node/crypto.d.ts': NODE_CRYPTO,
            'node/url.d.ts': NODE_URL,
        },
        paths: {
            crypto: 'node/crypto.d.ts',
            'node:crypto': 'node/crypto.d.ts',
            url: 'node/url.d.ts',
            'node:url': 'node/url.d.ts',
        },
        globals: ['node/globals.d.ts'],
    };
    const nango: LibraryTypes = {
        name: 'nango',
        package: 'nango',
        files: { 'nango/package.json': COMMON_JS, 'nango/index.d.ts': NANGO_PACKAGE },
        paths: { nango: 'nango/index.d.ts' },
        globals: [],
    };
    return form === 'classic' ? [zod, node] : [zod, node, nango];
}
