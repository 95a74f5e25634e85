import { rmSync } from 'node:fs';
import { runArguments, writeBenchProject } from './projects.mjs';

const memory = { unit: 'MB', goal: 250 };

/** A row that fetches 100,000 records of 1.5 KB over loopback and stores them, with the peak memory of every process. */
export function bulkRunRow(name, flags) {
    return {
        name,
        rounds: 5,
        measures: {
            time: { unit: 's', goal: 5 },
            'peak memory, terminal program': memory,
            'peak memory, child': memory,
            'peak memory, esbuild': memory,
        },
        async prepare(bench) {
            const root = bench.folder('bulk');
            const project = writeBenchProject(root, { scripts: 1, records: 100_000 });
            return async () => {
                const store = bench.folder('store');
                const { seconds, peakMB } = await bench.time(runArguments(bench, root, project, store, flags));
                rmSync(store, { recursive: true, force: true });
                return {
                    time: seconds,
                    'peak memory, terminal program': peakMB.cli,
                    'peak memory, child': peakMB.child,
                    'peak memory, esbuild': peakMB.esbuild,
                };
            };
        },
    };
}
