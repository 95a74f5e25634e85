import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { codesOf, LanguageClient } from '../support/languageClient';
import { sync, type TestProject, testProject } from '../support/testProject';

let project: TestProject | undefined;
let client: LanguageClient | undefined;

const SHARED = 'syncbench/connections/octo.json';
const PRIVATE = '.syncbench/connections/mine.json';

async function start(files: Record<string, string>, options: Parameters<typeof LanguageClient.start>[1] = {}) {
    project = testProject({ 'demo/syncs/issues.ts': sync(''), ...files });
    client = await LanguageClient.start(project.root, options);
    return { project, client };
}

afterEach(async () => {
    await client?.stop();
    project?.remove();
    client = undefined;
    project = undefined;
});

const none = ({ length }: unknown[]) => length === 0;
const some = ({ length }: unknown[]) => length > 0;
const at = (line: number, character: number) => ({ line, character });

test('all connection files of a project are looked at, private ones too, without being opened', async () => {
    const { client } = await start({
        [SHARED]: '{ "provider": "githbu" }',
        [PRIVATE]: '{ "provider": "github", "credentials": { "type": "API_KEY", "apiKey": "abc" } }',
    });
    const [finding] = await client.findings(SHARED, some);
    expect(finding).toMatchObject({
        code: 'connection-provider',
        severity: 2,
        source: 'syncbench',
        range: { start: at(0, 14), end: at(0, 22) },
        message: 'The file names the provider `githbu`, which is not known. Did you mean `github`?',
    });
    expect(codesOf(await client.findings(PRIVATE, some))).toEqual(['connection-credentials-unused']);
});

test('findings follow what is typed, unsaved, and go when it is mended', async () => {
    const { client } = await start({ [PRIVATE]: '{ "metadata": {} }' });
    await client.open(PRIVATE, undefined, 'json');
    await client.change(PRIVATE, [{ range: { start: at(0, 3), end: at(0, 11) }, newText: 'metdata' }]);
    expect(codesOf(await client.findings(PRIVATE, some))).toEqual(['connection-field']);
    await client.change(PRIVATE, [{ range: { start: at(0, 3), end: at(0, 10) }, newText: 'metadata' }]);
    expect(await client.findings(PRIVATE, none)).toEqual([]);
});

test('what another file says of the same connection counts, unsaved', async () => {
    const { client } = await start({ [SHARED]: '{}', 'syncbench/connections/zz.json': '{}' });
    await client.open('syncbench/connections/zz.json', '{ "connection_id": "octo" }', 'json');
    const [finding] = await client.findings('syncbench/connections/zz.json', some);
    expect(finding).toMatchObject({
        code: 'connection-duplicate',
        relatedInformation: [{ location: { uri: client.uri(SHARED) } }],
    });
});

test('broken JSON is told where the editor does not do it itself', async () => {
    const { client } = await start({ [PRIVATE]: '{ "provider": }' });
    expect(codesOf(await client.findings(PRIVATE, some))).toEqual(['connection-syntax']);
    await client.open(PRIVATE, undefined, 'json');
    expect(await client.findings(PRIVATE, none)).toEqual([]);
    await client.close(PRIVATE);
    expect(codesOf(await client.findings(PRIVATE, some))).toEqual(['connection-syntax']);
});

test.each([SHARED, PRIVATE])('a file that is written and deleted elsewhere: %s', async (file) => {
    const { client, project } = await start({ 'syncbench/connections/first.json': '{ "metdata": {} }' });
    await client.findings('syncbench/connections/first.json', some);
    const absolute = path.join(project.root, file);
    const tell = (type: 1 | 3) =>
        client.connection.sendNotification('workspace/didChangeWatchedFiles', {
            changes: [{ uri: client.uri(file), type }],
        });
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, '{ "conection_id": "a" }');
    await tell(1);
    expect(codesOf(await client.findings(file, some))).toEqual(['connection-field']);
    rmSync(absolute);
    await tell(3);
    expect(await client.findings(file, none)).toEqual([]);
});

test('of a folder that comes with files in it, the editor tells only the folder', async () => {
    const { client, project } = await start({ [SHARED]: '{ "metdata": {} }' });
    await client.findings(SHARED, some);
    const folder = path.dirname(PRIVATE);
    const tell = (type: 1 | 3) =>
        client.connection.sendNotification('workspace/didChangeWatchedFiles', {
            changes: [{ uri: client.uri(folder), type }],
        });
    mkdirSync(path.join(project.root, folder), { recursive: true });
    writeFileSync(path.join(project.root, PRIVATE), '{ "metdata": {} }');
    await tell(1);
    expect(codesOf(await client.findings(PRIVATE, some))).toEqual(['connection-field']);
    rmSync(path.join(project.root, folder), { recursive: true });
    await tell(3);
    expect(await client.findings(PRIVATE, none)).toEqual([]);
});

test('the editor is asked to watch the private folder, which its own watcher leaves out', async () => {
    const { client } = await start({ [SHARED]: '{ "metdata": {} }' });
    await client.findings(SHARED, some);
    const baseUri = client.uri('.syncbench/connections');
    expect(client.registrations).toContainEqual({ watchers: [{ globPattern: { baseUri, pattern: '*' } }] });
});

test('severities can be set, and findings switched off', async () => {
    const { client } = await start(
        { [SHARED]: '{ "metdata": {}, "provider": "githbu" }' },
        { settings: { severity: { 'connection-field': 'off', 'connection-provider': 'error' } } },
    );
    const findings = await client.findings(SHARED, some);
    expect(findings.map(({ code, severity }) => ({ code, severity }))).toEqual([
        { code: 'connection-provider', severity: 1 },
    ]);
});
