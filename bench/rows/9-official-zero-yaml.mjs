import { comparisonRow } from '../support/comparison.mjs';
import { writeZeroYamlActionProject, writeZeroYamlProject } from '../support/zeroYamlProject.mjs';

/** Zero-YAML projects, with the official tool beside; without it, they are as before their `npm install`. */
/** @type {import('../support/Bench.mjs').Rows} */
export default async (bench) => {
    const official = (await bench.official())?.zeroYaml;
    const sync = (scripts, records) => (root) => writeZeroYamlProject(root, { scripts, records }, official?.modules);
    return [
        {
            name: 'zero-YAML action',
            write: (root) => writeZeroYamlActionProject(root, official?.modules),
            goalRatio: 2.5,
        },
        { name: 'zero-YAML sync of 100 records', write: sync(1, 100), records: 100 },
        { name: 'the same in a project of 100 scripts', write: sync(100, 100), records: 100 },
        { name: 'zero-YAML sync of 10,000 records', write: sync(1, 10_000), records: 10_000 },
        { name: 'zero-YAML sync of 100,000 records', write: sync(1, 100_000), records: 100_000, rounds: 3 },
    ].map((workload) => comparisonRow(bench, official, workload));
};
