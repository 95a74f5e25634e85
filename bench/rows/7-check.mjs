import path from 'node:path';
import { writeCheckProject } from '../support/checkProject.mjs';

/** `syncbench check` of a project of thousands of scripts. */
/** @type {import('../support/Bench.mjs').Row} */
export default {
    name: 'check of 6,500 scripts',
    rounds: 3,
    measures: { time: { unit: 's', goal: 10 }, 'peak memory': { unit: 'MB', goal: 600 } },
    async prepare(bench) {
        const root = bench.folder('check');
        writeCheckProject(root, 6_500);
        const program = path.join(bench.root, 'dist', 'cli.js');
        return async () => {
            const { seconds, peakMB, tail } = await bench.time([program, 'check', '--project', root]);
            if (!tail.includes('325 warnings in 13,001 files'))
                throw new Error(`The check saw something else: ${tail}`);
            return { time: seconds, 'peak memory': peakMB.cli };
        };
    },
};
