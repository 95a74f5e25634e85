import { runArguments, writeBenchProject } from './projects.mjs';

/** A row that runs the first script of a project of `scripts` scripts, 100 records, into a new store each time. */
export function coldRunRow(name, scripts) {
    return {
        name,
        measures: { time: { unit: 's', goalRatio: 2.5 } },
        async prepare(bench) {
            const root = bench.folder('cold');
            const project = writeBenchProject(root, { scripts, records: 100 });
            return async () => ({
                time: (await bench.time(runArguments(bench, root, project, bench.folder('store')))).seconds,
            });
        },
    };
}
