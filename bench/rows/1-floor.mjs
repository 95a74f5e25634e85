import path from 'node:path';
import { writeBenchProject } from '../support/projects.mjs';

/** F: what any tool that compiles with esbuild pays at least – the same Node, esbuild's JS API, the same script. */
/** @type {import('../support/Bench.mjs').Row} */
export default {
    name: 'F: Node + esbuild on the script',
    isFloor: true,
    measures: { time: { unit: 's' } },
    async prepare(bench) {
        const { file } = writeBenchProject(bench.folder('floor'), { scripts: 1, records: 100 });
        const program = path.join(bench.root, 'bench', 'support', 'floor.cjs');
        return async () => ({ time: (await bench.time([program, file])).seconds });
    },
};
