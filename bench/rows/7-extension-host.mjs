import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chooseHost } from '../../scripts/editor/chooseHost.mts';
import { buildSuites } from '../../test/vscode/support/buildSuites.mts';
import { launch } from '../../test/vscode/support/launch.mts';
import { runArguments, writeBenchProject } from '../support/projects.mjs';

/**
 * What a person's editor feels of the extension, measured in the extension host of a real VS Code. Time and blocks are those
 * of the extension's own code and of what it calls; how long another extension waits for the activation, and how late the
 * same host is while nothing happens, stand beside them for comparison.
 */
/** @type {import('../support/Bench.mjs').Row} */
export default {
    name: 'activation in VS Code',
    rounds: 3,
    measures: {
        time: { unit: 'ms', goal: 50 },
        'until the host says that it is active': { unit: 'ms' },
        'first page of 1,000,000 records': { unit: 'ms', goal: 100 },
        'growth of the extension host by it': { unit: 'MB', goal: 30 },
        'longest block in a run of 100,000 records': { unit: 'ms', goal: 16 },
        'longest delay of the idle host': { unit: 'ms' },
    },
    async prepare(bench) {
        await buildSuites();
        const host = await chooseHost('newest');
        const million = bench.folder('million');
        const project = writeBenchProject(million, { scripts: 1, records: 1_000_000 });
        await bench.time(runArguments(bench, million, project, path.join(million, '.syncbench')));
        const bulk = bench.folder('bulk');
        writeBenchProject(bulk, { scripts: 1, records: 100_000 });
        const connections = path.join(bulk, '.syncbench', 'connections');
        mkdirSync(connections, { recursive: true });
        const connection = { provider_config_key: 'bench-0', provider: 'github', base_url: bench.apiUrl };
        writeFileSync(path.join(connections, 'bench.json'), JSON.stringify(connection));
        return async () => {
            const workspace = bench.folder('workspace');
            const file = path.join(bench.folder('measures'), 'measures.json');
            const environment = { SYNCBENCH_MEASURES: file, SYNCBENCH_BULK: bulk, SYNCBENCH_MILLION: million };
            const report = await launch({ host, suite: 'measure', workspace, environment });
            if (report.failed > 0) {
                report.print();
                throw new Error('What was to be measured in VS Code failed.');
            }
            const { activation, activated, firstPage, growth, blocked, idle } = JSON.parse(readFileSync(file, 'utf8'));
            return {
                time: activation,
                'until the host says that it is active': activated,
                'first page of 1,000,000 records': firstPage,
                'growth of the extension host by it': growth,
                'longest block in a run of 100,000 records': blocked,
                'longest delay of the idle host': idle,
            };
        };
    },
};
