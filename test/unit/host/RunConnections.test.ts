import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { BuiltInProviders } from '../../../src/connections/BuiltInProviders';
import { RunConnections } from '../../../src/host/RunConnections';

const query = { integration: 'github', connectionId: 'demo', force: false, refreshToken: false };
let root: string;

function describeConnection(value: string): void {
    const file = path.join(root, '.syncbench', 'connections', 'demo.json');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ provider_config_key: 'github', connection_config: { value } }));
}

function connections(input = {}, environment = {}): RunConnections {
    root = mkdtempSync(path.join(tmpdir(), 'syncbench-'));
    const folder = root;
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const ports = { distFolder: path.resolve('dist'), nodePath: process.execPath, cacheFolder: root, environment };
    const providers = new BuiltInProviders(path.join(ports.distFolder, 'providers.json'));
    return new RunConnections(root, { folder: root, ...input }, ports, providers);
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

describe('a connection that was asked for', () => {
    const NOBODY = { connection: 'nobody' };
    const warningOf = async (looked: RunConnections) => (await looked.doubts('github')).map(({ message }) => message);

    test('where no file describes any: where was looked, and what to make', async () => {
        const [message = '', ...others] = await warningOf(connections(NOBODY));
        expect(others).toEqual([]);
        for (const part of [
            'No file describes the connection nobody. There is none for github in',
            path.join('.syncbench', 'connections'),
            `Make ${path.join('syncbench', 'connections', 'nobody.json')}, e.g. {"connection_id":"nobody","provider_config_key":"github"}`,
            'SYNCBENCH_CREDENTIALS_GITHUB__NOBODY',
        ])
            expect(message).toContain(part);
    });

    test('whose id is no name of a file gets one that is', async () => {
        const [message] = await warningOf(connections({ connection: 'a:b' }));
        expect(message).toContain(`${path.join('connections', 'a_b.json')}, e.g. {"connection_id":"a:b"`);
    });

    test.each([
        ['that the environment has credentials of', NOBODY, { SYNCBENCH_CREDENTIALS_GITHUB__NOBODY: '{}' }],
        ['as a connection without a file is called', { connection: 'default' }, {}],
        ['without credentials', { ...NOBODY, withoutCredentials: true }, {}],
    ])('%s needs no file', async (_what, input, environment) => {
        expect(await warningOf(connections(input, environment))).toEqual([]);
    });

    test('where there is a file of another integration: as where there is none', async () => {
        const looked = connections({ connection: 'demo' });
        describeConnection('x');
        expect(await looked.doubts('slack')).toMatchObject([{ message: expect.stringContaining('none for slack') }]);
        expect(await looked.doubts('github')).toEqual([]);
    });
});
