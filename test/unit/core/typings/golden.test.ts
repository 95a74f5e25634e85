import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src/core/config';
import { modelsFileText } from '../../../../src/core/typings';
import { SURFACE } from '../../../../src/core/typings/surface';
import { typeCheck } from '../../../support/typeCheck';

const FOLDER = path.resolve('test/fixtures/typings');
const NAMES = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => path.basename(file, '.yaml'));

const generate = (name: string) => {
    const file = path.join(FOLDER, `${name}.yaml`);
    return modelsFileText(parseConfig(readFileSync(file, 'utf8'), file).config);
};

/** The golden texts leave out what is the same in every file. Update them with `vitest -u`, and read what changed. */
const withoutSurface = (text: string) => text.replace(SURFACE, '…\n');

describe.each(NAMES)('models.ts of %s.yaml', (name) => {
    test('is the golden text', async () => {
        await expect(withoutSurface(generate(name))).toMatchFileSnapshot(path.join(FOLDER, `${name}.golden.ts`));
    });
});

describe('type-checked by itself, without node_modules', () => {
    let errors: Record<string, string[]>;

    beforeAll(() => {
        errors = typeCheck(Object.fromEntries(NAMES.map((name) => [`${name}/models.ts`, generate(name)])));
    }, 120_000);

    test.each(NAMES)('models.ts of %s.yaml has no errors', (name) => {
        expect(errors[`${name}/models.ts`]).toEqual([]);
    });

    test('types that take the place of others are still those that scripts need', () => {
        const script = `import type { NangoSync, Connection, Map as MapModel, NangoProxyConfiguration } from './models';
export async function run(nango: NangoSync, one: Connection, config: NangoProxyConfiguration): Promise<void> {
    const found: Map<string, unknown> = await nango.getRecordsByIds(['1'], 'Map');
    const map: MapModel = { id: one };
    await nango.batchSave([map], 'Map');
    await nango.get(config);
    void found; void (await nango.getConnection()).credentials;
    const when: globalThis.Date = one.when; void when;
}
`;
        expect(typeCheck({ 'models.ts': generate('takenNames'), 'script.ts': script })['script.ts']).toEqual([]);
    }, 120_000);
});
