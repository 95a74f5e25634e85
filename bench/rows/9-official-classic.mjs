import { comparisonRow } from '../support/comparison.mjs';
import { writeActionProject, writeBenchProject } from '../support/projects.mjs';

/** Classic projects, with the official tool beside. */
/** @type {import('../support/Bench.mjs').Rows} */
export default async (bench) => {
    const official = (await bench.official())?.classic;
    const sync = (scripts, records) => (root) => writeBenchProject(root, { scripts, records });
    return [
        { name: 'classic action', write: writeActionProject },
        { name: 'classic sync of 100 records', write: sync(1, 100), records: 100 },
        { name: 'the same in a project of 100 scripts', write: sync(100, 100), records: 100 },
    ].map((workload) => comparisonRow(bench, official, workload));
};
