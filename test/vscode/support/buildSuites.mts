import { readdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { suitesFolder } from './launch.mts';

/** Bundles the suites for the extension host, which loads CommonJS and takes `vscode` from its own. */
export async function buildSuites(): Promise<void> {
    const folder = path.resolve(import.meta.dirname, '../suite');
    await build({
        entryPoints: readdirSync(folder)
            .filter((name) => name.endsWith('.ts'))
            .map((name) => path.join(folder, name)),
        outdir: suitesFolder,
        bundle: true,
        format: 'cjs',
        platform: 'node',
        target: 'node22',
        sourcemap: 'inline',
        external: ['vscode', 'mocha'],
    });
}
