import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { scriptSource, writeCheckProject } from '../support/checkProject.mjs';

const { createProtocolConnection, IPCMessageReader, IPCMessageWriter } = createRequire(import.meta.url)(
    'vscode-languageserver/node',
);
const SCRIPT = 'bench-0/syncs/sync-0.ts';

/** From opening a script of 650 lines, and from the last letter typed in it, to its findings, in a fresh language server. */
/** @type {import('../support/Bench.mjs').Row} */
export default {
    name: 'findings while typing, 650 lines',
    measures: { 'first findings': { unit: 'ms', goal: 200 }, 'after a pause': { unit: 'ms', goal: 30 } },
    async prepare(bench) {
        const root = bench.folder('findings');
        writeCheckProject(root, 10);
        const uri = pathToFileURL(path.join(root, SCRIPT)).href;
        const text = longScript();
        mkdirSync(path.dirname(path.join(root, SCRIPT)), { recursive: true });
        writeFileSync(path.join(root, SCRIPT), text);
        return async () => {
            const server = fork(path.join(bench.root, 'dist', 'language.js'), ['--node-ipc']);
            const connection = createProtocolConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
            const shown = [];
            let tell = () => {};
            connection.onNotification('textDocument/publishDiagnostics', (params) => {
                if (params.uri === uri) shown.push(params.version ?? 0);
                tell();
            });
            connection.onRequest('workspace/configuration', () => [{}]);
            connection.onRequest('client/registerCapability', () => null);
            connection.listen();
            const workspaceFolders = [{ uri: pathToFileURL(root).href, name: 'bench' }];
            await connection.sendRequest('initialize', {
                processId: process.pid,
                rootUri: null,
                capabilities: {},
                workspaceFolders,
            });
            await connection.sendNotification('initialized', {});

            const shownVersion = (version) =>
                new Promise((resolve) => {
                    tell = () => shown.includes(version) && resolve(performance.now());
                    tell();
                });
            const timed = async (version, method, params) => {
                const begun = performance.now();
                await connection.sendNotification(method, params);
                return (await shownVersion(version)) - begun;
            };
            const first = await timed(1, 'textDocument/didOpen', {
                textDocument: { uri, languageId: 'typescript', version: 1, text },
            });
            const pauses = [];
            for (let version = 2; version < 42; version++) {
                const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
                const contentChanges = [{ range, text: version % 2 ? '' : '// \n' }];
                pauses.push(
                    await timed(version, 'textDocument/didChange', { textDocument: { uri, version }, contentChanges }),
                );
            }
            await connection.sendRequest('shutdown');
            await connection.sendNotification('exit');
            if (server.exitCode === null) await once(server, 'exit');
            connection.dispose();
            return { 'first findings': first, 'after a pause': pauses.sort((a, b) => a - b)[pauses.length >> 1] };
        };
    },
};

/** The script of 80 lines, with functions like it until there are about 650; its console call is a finding. */
function longScript() {
    const source = scriptSource(0);
    const [, body] = /export default async function fetchData\(nango: NangoSync\)([\s\S]*)$/.exec(source);
    const more = Array.from({ length: 8 }, (_, index) => `\nasync function part${index}(nango: NangoSync)${body}`);
    return [source, ...more].join('');
}
