import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ConfigReader } from '../../../src/host/ConfigReader';
import { temporaryFolder } from '../records/support';

const CONFIG = (name: string) =>
    `integrations:\n  demo:\n    actions:\n      ${name}:\n        endpoint: GET /a\n        output: string\n`;

function project(text: string) {
    const root = temporaryFolder();
    const configFile = path.join(root, 'nango.yaml');
    writeFileSync(configFile, text);
    return { root, configFile, form: 'classic' as const };
}

it('parses a file again when its text has changed, and only then', async () => {
    const [reader, demo, other] = [new ConfigReader(), project(CONFIG('one')), project(CONFIG('other'))];
    const first = await reader.read(demo);
    expect(first.config?.integrations[0]?.actions[0]?.name).toBe('one');
    expect((await reader.read(other)).config?.integrations[0]?.actions[0]?.name).toBe('other');
    expect(await reader.read(demo)).toBe(first);
    writeFileSync(demo.configFile, CONFIG('two'));
    expect((await reader.read(demo)).config?.integrations[0]?.actions[0]?.name).toBe('two');
    expect((await reader.read(demo, CONFIG('unsaved'))).config?.integrations[0]?.actions[0]?.name).toBe('unsaved');
});

it('refuses a file each time that it cannot be read', async () => {
    const [reader, demo] = [new ConfigReader(), project('integrations:\n  demo: [')];
    for (let time = 0; time < 2; time++) await expect(reader.read(demo)).rejects.toMatchObject({ code: 'yaml_syntax' });
    await expect(reader.read({ ...demo, configFile: '/no/nango.yaml' })).rejects.toMatchObject({
        code: 'config_unreadable',
    });
});
