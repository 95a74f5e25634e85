import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The connection that every bench project has; `github` so that the provider catalogue knows it. */
const connection = { connection_id: 'bench', provider_config_key: 'bench-0', provider: 'github' };

/**
 * Writes a classic project of `scripts` syncs, ten to an integration (`bench-0/sync-0`, …), each with a mapper of its own
 * and a model. Every sync fetches `records` records of 1.5 KB from `/bulk` in pages of at most 1,000 and saves them.
 *
 * @param {string} root an empty folder
 * @param {{ scripts: number, records: number }} size
 * @returns {{ script: string, file: string, connection: string }} the first script, its file, the connection's file
 */
export function writeBenchProject(root, { scripts, records }) {
    const yaml = ['integrations:'];
    const models = ['models:'];
    for (let index = 0; index < scripts; index++) {
        const integration = `bench-${Math.floor(index / 10)}`;
        if (index % 10 === 0) yaml.push(`    ${integration}:`, '        syncs:');
        yaml.push(...syncYaml(index));
        models.push(
            `    Item${index}:`,
            '        id: string',
            '        name: string',
            '        amount: number',
            '        tags: string[]',
        );
        const write = (file, text) => {
            mkdirSync(path.dirname(path.join(root, integration, file)), { recursive: true });
            writeFileSync(path.join(root, integration, file), text);
        };
        write(`syncs/sync-${index}.ts`, syncSource(index, records));
        write(`mappers/to-item-${index}.ts`, mapperSource());
    }
    writeFileSync(path.join(root, 'nango.yaml'), `${[...yaml, ...models].join('\n')}\n`);
    const connectionFile = path.join(root, 'connection.json');
    writeFileSync(connectionFile, JSON.stringify(connection));
    return { script: 'bench-0/sync-0', file: path.join(root, 'bench-0/syncs/sync-0.ts'), connection: connectionFile };
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
    const perPage = Math.min(records, 1_000);
    return `import { toItem } from '../mappers/to-item-${index}';

export default async function fetchData(nango: any): Promise<void> {
    for (let page = 1; page <= ${records / perPage}; page++) {
        const response = await nango.get({
            endpoint: '/bulk',
            params: { total: ${records}, size: 1500, per_page: ${perPage}, page },
            retries: 3
        });
        await nango.batchSave(response.data.map(toItem), 'Item${index}');
    }
    await nango.log('saved', { records: ${records} });
}
`;
}

function mapperSource() {
    return `export function toItem(item: any) {
    return { ...item, fetched_from: 'bulk' };
}
`;
}
