import path from 'node:path';
import { writeFiles } from './writeFiles.mjs';

/** Everything in the stand-in's `/bulk` records, so that a run measures records that match their model. */
const ITEM = [
    'name: string',
    'status: string',
    'priority: number',
    'amount: number',
    'archived: boolean',
    'closed_at: string | null',
    'created_at: string',
    'updated_at: string',
    'owner:',
    '    id: number',
    '    email: string',
    '    name: string',
    'tags: string[]',
    'description: string',
    'fetched_from: string',
];

/**
 * A project for measuring; its first script is the one that runs, for the connection `bench` of the integration `bench-0`.
 *
 * @typedef {object} BenchProject
 * @property {string} root
 * @property {string} script the first script, as `syncbench run` takes it
 * @property {string} file
 * @property {string} connection the connection's file
 */

/**
 * Writes a classic project of `scripts` syncs, ten to an integration (`bench-0/sync-0`, …), each with a mapper of its own
 * and a model. Every sync fetches `records` records of 1.5 KB from `/bulk` in pages of at most 1,000 and saves them.
 *
 * @param {string} root an empty folder
 * @param {{ scripts: number, records: number }} size
 * @returns {BenchProject}
 */
export function writeBenchProject(root, { scripts, records }) {
    const yaml = ['integrations:'];
    const models = ['models:'];
    for (let index = 0; index < scripts; index++) {
        const integration = `bench-${Math.floor(index / 10)}`;
        if (index % 10 === 0) yaml.push(`    ${integration}:`, '        syncs:');
        yaml.push(...syncYaml(index));
        models.push(`    Item${index}:`, ...['id: string', ...ITEM].map((line) => `        ${line}`));
        writeFiles(root, {
            [`${integration}/syncs/sync-${index}.ts`]: syncSource(index, records),
            [`${integration}/mappers/to-item-${index}.ts`]: mapperSource(),
        });
    }
    writeFiles(root, { 'nango.yaml': `${[...yaml, ...models].join('\n')}\n` });
    return benchProject(root, 'syncs/sync-0');
}

/**
 * Writes a classic project of one action, which fetches 20 records from `/bulk` and returns how many they were.
 *
 * @param {string} root an empty folder
 * @returns {BenchProject}
 */
export function writeActionProject(root) {
    writeFiles(root, {
        'nango.yaml': `integrations:
    bench-0:
        actions:
            action-0:
                description: Bench action
                input: Question
                output: Answer
                endpoint: POST /bench/questions
models:
    Question:
        text: string
    Answer:
        text: string
        count: number
`,
        'bench-0/actions/action-0.ts': `export default async function runAction(nango: any, input: any): Promise<any> {
${ACTION_BODY}
}
`,
    });
    return benchProject(root, 'actions/action-0');
}

/** What the bench's action does, in either form of project. */
export const ACTION_BODY = `    const response = await nango.get({
        endpoint: '/bulk',
        params: { total: 20, size: 1500, per_page: 20, page: 1 },
        retries: 3
    });
    return { text: input.text, count: response.data.length };`;

/** Adds the connection to a project; `github`, so that the provider catalogue knows it. */
export function benchProject(root, firstScript) {
    const connection = { connection_id: 'bench', provider_config_key: 'bench-0', provider: 'github' };
    writeFiles(root, { 'connection.json': JSON.stringify(connection) });
    return {
        root,
        script: `bench-0/${path.basename(firstScript)}`,
        file: path.join(root, 'bench-0', `${firstScript}.ts`),
        connection: path.join(root, 'connection.json'),
    };
}

/** Arguments of `node` for one run of a bench project's script with a store of its own. */
export function runArguments(bench, root, { script, connection }, store, more = []) {
    const cli = path.join(bench.root, 'dist', 'cli.js');
    const target = ['--project', root, '--connection', connection, '--base-url', bench.apiUrl, '--store', store];
    return [cli, 'run', script, ...target, ...more];
}

function syncYaml(index) {
    return [
        `            sync-${index}:`,
        `                description: Bench sync ${index}`,
        '                runs: every hour',
        '                sync_type: full',
        `                output: Item${index}`,
        `                endpoint: GET /bench/items-${index}`,
    ];
}

function syncSource(index, records) {
    return `import { toItem } from '../mappers/to-item-${index}';

export default async function fetchData(nango: any): Promise<void> {
${syncBody(index, records)}
}
`;
}

/** What a bench's sync does, in either form of project. */
export function syncBody(index, records) {
    const perPage = Math.min(records, 1_000);
    return `    for (let page = 1; page <= ${records / perPage}; page++) {
        const response = await nango.get({
            endpoint: '/bulk',
            params: { total: ${records}, size: 1500, per_page: ${perPage}, page },
            retries: 3
        });
        await nango.batchSave(response.data.map(toItem), 'Item${index}');
    }
    await nango.log('saved', { records: ${records} });`;
}

/** The mapper of a bench's sync, in either form of project. */
export function mapperSource() {
    return `export function toItem(item: any) {
    return { ...item, fetched_from: 'bulk' };
}
`;
}
