#!/usr/bin/env node
// The stand-in API as a program: prints its address as one line when it is ready, stops on SIGINT or SIGTERM.
// With --project and --connection, that connection of the project leads here from then on.
import { parseArgs } from 'node:util';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
    console.error(
        `The stand-in API needs Node 22.18 or later, and found ${process.version}. Try: npx node ${process.argv[1]}`,
    );
    process.exit(1);
}
const { leadConnectionTo } = await import('./connectionFile.ts');
const { startStandInApi } = await import('./standInApi.ts');
const { parseSwitches, switchNames } = await import('./switches.ts');

const help = `Usage: main.mjs [--port 0] [--token <bearer token>] [--project <folder> --connection <id>] ${switchNames.map((name) => `[--${name} <n>]`).join(' ')}`;

try {
    const { values } = parseArgs({
        options: {
            port: { type: 'string', default: '0' },
            token: { type: 'string' },
            project: { type: 'string', default: '.' },
            connection: { type: 'string' },
            help: { type: 'boolean', default: false },
            ...Object.fromEntries(switchNames.map((name) => [name, { type: 'string' }])),
        },
    });
    if (values.help) {
        console.log(help);
    } else {
        const given = switchNames.filter((name) => values[name] !== undefined);
        const api = await startStandInApi({
            port: Number(values.port),
            token: values.token,
            switches: parseSwitches(given.map((name) => `${name}=${values[name]}`).join(',')),
        });
        for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => api.close());
        try {
            if (values.connection !== undefined) await leadConnectionTo(api.url, values.project, values.connection);
        } catch (error) {
            await api.close();
            throw error;
        }
        console.log(api.url);
        if (values.connection !== undefined) {
            console.log(`Ready: the connection ${values.connection} leads here until this program ends.`);
        }
    }
} catch (error) {
    console.error(error.message);
    console.error(help);
    process.exitCode = 2;
}
