import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { BuiltInProviders } from '../../../src/connections/BuiltInProviders';
import { RunConnections } from '../../../src/host/RunConnections';

const query = { integration: 'github', connectionId: 'demo', force: false, refreshToken: false };
let root: string;

function describeConnection(value: string): void {
    const file = path.join(root, '.syncbench', 'connections', 'demo.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ provider_config_key: 'github', connection_config: { value } }));
}

function connections(): RunConnections {
    root = mkdtempSync(path.join(tmpdir(), 'syncbench-'));
    const folder = root;
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const ports = { distFolder: path.resolve('dist'), nodePath: process.execPath, cacheFolder: root, environment: {} };
    return new RunConnections(
        root,
        { folder: root },
        ports,
        new BuiltInProviders(path.join(ports.distFolder, 'providers.json')),
    );
}

const valueFrom = async (looked: RunConnections, asked = query) =>
    (await looked.get(asked)).connection.connection_config.value;

test('the first question of a run has the answer that was looked up ahead, later ones what the file says by then', async () => {
    const looked = connections();
    describeConnection('ahead');
    await looked.lookUp('github');
    describeConnection('later');
    expect(await valueFrom(looked)).toBe('ahead');
    expect(await valueFrom(looked)).toBe('later');
});

test('a first question about something else is answered by itself', async () => {
    const looked = connections();
    describeConnection('ahead');
    await looked.lookUp('github');
    describeConnection('later');
    expect(await valueFrom(looked, { ...query, force: true })).toBe('later');
});

test('what is looked up too late is not kept', async () => {
    const looked = connections();
    describeConnection('first');
    expect(await valueFrom(looked)).toBe('first');
    await looked.lookUp('github');
    describeConnection('later');
    expect(await valueFrom(looked)).toBe('later');
});
