import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const HOST = ['core', 'protocol', 'records', 'connections', 'compile', 'runtime'];

/** What each folder of `src` may import besides itself (CONTRIBUTING, "Layout"): folders, or single files of one. */
const MAY_IMPORT: Record<string, readonly string[]> = {
    core: [],
    protocol: ['core'],
    records: ['core', 'protocol'],
    connections: ['core', 'protocol'],
    compile: ['core', 'protocol'],
    runtime: ['core', 'protocol', 'records'],
    host: HOST,
    language: ['core', 'protocol'],
    cli: [...HOST, 'host', 'language'],
    // The shapes of what the host's readers hand on.
    extension: ['core', 'protocol', 'host', 'records/types'],
    webview: ['core', 'protocol'],
};

const SPECIFIER = /(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)['"](\.[^'"]+)['"]/g;

/** Every relative import of the sources that leaves its folder; both ends by their path below `src`. */
function arrows(sources: Iterable<[file: string, text: string]>): { file: string; target: string }[] {
    return [...sources].flatMap(([file, text]) =>
        [...text.matchAll(SPECIFIER)]
            .map(([, specifier = '']) => ({ file, target: path.posix.join(path.posix.dirname(file), specifier) }))
            .filter(({ target }) => !target.startsWith(`${file.split('/')[0]}/`)),
    );
}

function forbidden(sources: Iterable<[string, string]>): string[] {
    return arrows(sources)
        .filter(({ file, target }) => {
            const allowed = MAY_IMPORT[file.split('/')[0] ?? ''] ?? [];
            return !allowed.some((one) => target === one || target.startsWith(`${one}/`));
        })
        .map(({ file, target }) => `${file} imports ${target}`);
}

const root = path.resolve('src');
const sources = globSync('**/*.ts', { cwd: root }).map((file): [string, string] => [
    file.split(path.sep).join('/'),
    readFileSync(path.join(root, file), 'utf8'),
]);

it('a folder imports only what the layout lets it', () => {
    expect(arrows(sources).length).toBeGreaterThan(100);
    expect(forbidden(sources)).toEqual([]);
});

it.each([
    ['core/a.ts', "import { b } from '../host/b';", ['core/a.ts imports host/b']],
    ['runtime/sdk/a.ts', "const b = await import('../../connections/b');", ['runtime/sdk/a.ts imports connections/b']],
    ['core/deep/a.ts', "import type { B } from '../../protocol/b';", ['core/deep/a.ts imports protocol/b']],
    ['core/a.ts', "export * from '../../samples/b';", ['core/a.ts imports ../samples/b']],
    ['extension/a/b.ts', "import type { C } from '../../records/types';", []],
    ['extension/a/b.ts', "import { C } from '../../records';", ['extension/a/b.ts imports records']],
    ['host/a.ts', "import '../core/b';\nimport { c } from './c';", []],
])('an import against the layout is found: %s %s', (file, text, expected) => {
    expect(forbidden([[file, text]])).toEqual(expected);
});
