import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const MODELS = 840;

/** From the text of a nango.yaml of 840 models to that of its models.ts, in a process that has done it before. */
/** @type {import('../support/Bench.mjs').Row} */
export default {
    name: `models.ts of ${MODELS} models`,
    measures: { time: { unit: 'ms', goal: 150 } },
    async prepare(bench) {
        // Below the repository, where the bundle finds its packages.
        const outfile = path.join(bench.root, 'node_modules', '.cache', 'syncbench-bench', 'typings.cjs');
        await build({
            stdin: {
                contents:
                    "export { parseConfig } from './src/core/config'; export { modelsFileText } from './src/core/typings';",
                resolveDir: bench.root,
                loader: 'ts',
            },
            bundle: true,
            platform: 'node',
            format: 'cjs',
            outfile,
        });
        const { parseConfig, modelsFileText } = createRequire(import.meta.url)(outfile);
        const yaml = configOf(MODELS);
        const generate = () => modelsFileText(parseConfig(yaml, '/bench/nango.yaml').config);
        for (let warmUp = 0; warmUp < 3; warmUp++) generate();
        return async () => {
            const begun = performance.now();
            generate();
            return { time: performance.now() - begun };
        };
    },
};

function configOf(models) {
    const lines = ['integrations:', '    bench:', '        syncs:'];
    for (let index = 0; index < models; index += 8) {
        lines.push(
            `            sync-${index}:`,
            '                runs: every hour',
            `                endpoint: GET /items-${index}`,
            `                output: Model${index}`,
        );
    }
    lines.push('models:');
    for (let index = 0; index < models; index++) {
        lines.push(
            `    Model${index}:`,
            '        id: string',
            '        name?: string',
            '        state: open | closed | null',
            '        tags: string[]',
            '        created: date',
            `        parent?: Model${Math.floor(index / 2)}`,
        );
    }
    return `${lines.join('\n')}\n`;
}
