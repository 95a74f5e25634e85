import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { writeBenchProject } from '../support/projects.mjs';

/** Long enough for a prewarmed child and compiler to have nothing left to do, as in an editor between two runs. */
const IDLE_MS = 1_000;

/** From asking for a run to its first event, in a process that keeps an engine and has a child prewarmed. */
/** @type {import('../support/Bench.mjs').Row} */
export default {
    name: 'warm request to first event',
    measures: { time: { unit: 'ms', goal: 60 } },
    async prepare(bench) {
        const root = bench.folder('warm');
        const project = writeBenchProject(root, { scripts: 1, records: 100 });
        // Below the repository, where the bundle finds esbuild.
        const outfile = path.join(bench.root, 'node_modules', '.cache', 'syncbench-bench', 'host.cjs');
        await build({
            entryPoints: [path.join(bench.root, 'src/host/index.ts')],
            bundle: true,
            platform: 'node',
            format: 'cjs',
            external: ['esbuild'],
            outfile,
        });
        const { Engine } = createRequire(import.meta.url)(outfile);
        const engine = new Engine({
            distFolder: path.join(bench.root, 'dist'),
            nodePath: bench.node,
            environment: process.env,
            cacheFolder: bench.folder('cache'),
        });
        bench.onClose(() => engine.dispose());
        return async () => {
            await engine.prewarm(root);
            await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
            const begun = performance.now();
            const session = await engine.start({
                folder: root,
                script: { integration: 'bench-0', name: 'sync-0' },
                connection: project.connection,
                baseUrl: bench.apiUrl,
            });
            const first = await new Promise((resolve) => session.onEvent(() => resolve(performance.now())));
            const { status, error } = await session.outcome;
            if (status !== 'succeeded') throw new Error(`The run ${status}: ${error?.message}`);
            return { time: first - begun };
        };
    },
};
