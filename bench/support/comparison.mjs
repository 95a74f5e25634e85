import { rmSync } from 'node:fs';
import { runArguments } from './projects.mjs';

/**
 * What both tools run.
 *
 * @typedef {object} Workload
 * @property {string} name
 * @property {(root: string) => import('./projects.mjs').BenchProject} write writes the project into an empty folder
 * @property {number} [records] how many a sync saves; an action without it
 * @property {number} [rounds] at most this many
 * @property {number} [goalRatio] of our run's time to the floor
 */

/**
 * A row that runs a workload with our program and then, in the same round, with the official tool's dry run, where there is
 * one: the same project, the same script, the same API. Ours stores what it receives, the dry run does not.
 *
 * @param {import('./Bench.mjs').Bench} bench
 * @param {import('./officialTools.mjs').OfficialTool | undefined} official
 * @param {Workload} workload
 * @returns {import('./Bench.mjs').Row}
 */
export function comparisonRow(bench, official, { name, write, records, rounds = 5, goalRatio }) {
    const measures = { time: { unit: 's', goalRatio }, 'peak memory': { unit: 'MB' } };
    const theirMemory = official && `peak memory, ${official.name}`;
    if (official) {
        measures.time.against = official.name;
        measures['peak memory'].against = theirMemory;
        measures[official.name] = { unit: 's' };
        measures[theirMemory] = { unit: 'MB' };
    }
    const more = records === undefined ? ['--input', '{"text":"bench"}'] : [];
    return {
        name,
        rounds,
        measures,
        async prepare() {
            const root = bench.folder('comparison');
            const project = write(root);
            await official?.compile(root);
            return async () => {
                const store = bench.folder('store');
                const ours = await bench.time(runArguments(bench, root, project, store, more));
                rmSync(store, { recursive: true, force: true });
                expect(ours, records === undefined ? answer : ourTotal(records));
                const result = { time: ours.seconds, 'peak memory': ours.peakTogetherMB };
                if (!official) return result;
                const theirs = await official.dryRun(root, project.script.split('/')[1], more);
                expect(theirs, records === undefined ? answer : theirTotal(records));
                return { ...result, [official.name]: theirs.seconds, [theirMemory]: theirs.peakTogetherMB };
            };
        },
    };
}

/** What either tool prints of the action's output. */
const answer = /"count": 20\b/;

/** A line of the table that our program ends with. */
const ourTotal = (records) => new RegExp(`^Item0 +${records.toLocaleString('en')} `, 'm');

/** The dry run has a message for each record and each `batchSave`, and asks whether to go on after ten of them. */
const theirTotal = (records) =>
    new RegExp(`There are ${records + Math.ceil(records / 1_000) - 10} logs? messages remaining`);

function expect({ tail }, pattern) {
    if (!pattern.test(tail)) throw new Error(`A run did something else than was to be measured (${pattern}):\n${tail}`);
}
