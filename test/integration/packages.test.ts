import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStandInApi } from '../../samples/stand-in-api/standInApi.ts';
import { ownTarget, targets } from '../../scripts/package/targets.mts';
import { executableFormat } from '../support/executableFormat';
import { runProgram } from '../support/runProgram';
import { Vsix } from '../support/Vsix';

const root = path.resolve('.');
const packageScript = path.join(root, 'scripts', 'package.mts');
const vendor = 'dist/vendor/node_modules';
let folder: string;

beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'syncbench-packages-'));
    const { code, stderr } = await runProgram(process.execPath, [packageScript, '--out', folder], {
        timeoutMs: 600_000,
    });
    expect(code, stderr).toBe(0);
}, 600_000);

afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
});

const open = (name: string) => Vsix.open(path.join(folder, `syncbench-${name}.vsix`));

describe.each(targets)('the package for $name', ({ name, esbuild, binary }) => {
    const format = esbuild.startsWith('linux') ? `${esbuild} static` : esbuild;

    test('says its platform and takes at most 10 MB', async () => {
        const vsix = await open(name);
        expect(await vsix.targetPlatform()).toBe(name);
        expect(vsix.size).toBeLessThanOrEqual(10_000_000);
    });

    test(`has esbuild's program for ${format}, executable, and no other`, async () => {
        const vsix = await open(name);
        const native = vsix.files.filter(
            (file) => file.startsWith(`${vendor}/@esbuild/`) && !/\.(json|md)$/.test(file),
        );
        const program = `${vendor}/@esbuild/${esbuild}/${binary}`;
        expect(native).toEqual([program]);
        expect(executableFormat(await vsix.read(program))).toBe(format);
        expect(vsix.isExecutable(program)).toBe(true);
        const version = async (manifest: string) => JSON.parse((await vsix.read(manifest)).toString()).version;
        expect(await version(`${vendor}/@esbuild/${esbuild}/package.json`)).toBe(
            await version(`${vendor}/esbuild/package.json`),
        );
    });

    test('holds what is built and what a user reads, and nothing else', async () => {
        const { files } = await open(name);
        const allowed =
            /^(package(\.nls[^/]*)?\.json|(readme|changelog|SECURITY)\.md|LICENSE\.txt|THIRD_PARTY_NOTICES|docs\/(findings\/)?[^/]+\.md|l10n\/[^/]+\.json|dist\/[^/]+\.js|dist\/chunks\/[^/]+\.js|dist\/providers\.json|dist\/vendor\/.+|dist\/webview\/[^/]+\.(js|css|ttf)|schemas\/[^/]+\.json|syntaxes\/[^/]+\.json|media\/[^/]+\.(svg|png))$/;
        expect(files.filter((file) => !allowed.test(file))).toEqual([]);
        expect(files).toEqual(expect.arrayContaining(['THIRD_PARTY_NOTICES', 'dist/cli.js', 'dist/extension.js']));
    });
});

test('every file that the manifest names is in the package', async () => {
    const vsix = await open(targets[0]?.name ?? '');
    const manifest = JSON.parse((await vsix.read('package.json')).toString());
    const named = new Set<string>([manifest.main]);
    JSON.stringify(manifest, (_key, value) => {
        if (typeof value === 'string' && /^(\.\/)?(media|schemas|syntaxes|dist|l10n)\/[^ ]+\.\w+$/.test(value))
            named.add(value);
        return value;
    });
    expect(named.size).toBeGreaterThan(4);
    expect(vsix.files).toEqual(expect.arrayContaining([...named].map((file) => path.posix.normalize(file))));
});

test('an unknown target is refused with the list of those there are', async () => {
    const { code, stderr } = await runProgram(process.execPath, [packageScript, 'beos-x64']);
    expect([code, stderr.trim()]).toEqual([
        1,
        `There is no target "beos-x64"; there are ${targets.map(({ name }) => name).join(', ')}.`,
    ]);
});

describe('unpacked in another place', () => {
    let place: string;
    let vsix: Vsix;

    beforeAll(async () => {
        place = await mkdtemp(path.join(os.tmpdir(), 'syncbench-unpacked-'));
        const own = ownTarget();
        if (!own) throw new Error(`There is no package for ${process.platform}-${process.arch}.`);
        vsix = await open(own.name);
        await vsix.unpack(path.join(place, 'extension'));
        await cp(path.join(root, 'samples', 'github-issues'), path.join(place, 'project'), {
            recursive: true,
            filter: (file) => !file.includes('.syncbench'),
        });
    });

    afterAll(async () => {
        await rm(place, { recursive: true, force: true });
    });

    test('no file names the folder that it was built in', async () => {
        const naming: string[] = [];
        for (const file of vsix.files) {
            if ((await readFile(path.join(place, 'extension', file))).includes(root)) naming.push(file);
        }
        expect(naming).toEqual([]);
    });

    test('its program runs a sync, keeps the records and finds them unchanged the next time', async () => {
        const api = await startStandInApi();
        const cli = path.join(place, 'extension', 'dist', 'cli.js');
        const args = [cli, 'run', 'github/issues', '--project', path.join(place, 'project')];
        const run = async () => {
            const options = { cwd: place, env: { PATH: process.env.PATH, HOME: place } };
            const flags = ['--connection', 'demo', '--base-url', api.url, '--json'];
            const { code, stdout, stderr } = await runProgram(process.execPath, [...args, ...flags], options);
            expect([code, stderr]).toEqual([0, '']);
            return JSON.parse(stdout).counts;
        };
        try {
            expect(await run()).toEqual({ Issue: { added: 1_000, updated: 0, unchanged: 0, deleted: 0 } });
            expect(await run()).toEqual({ Issue: { added: 0, updated: 0, unchanged: 1_000, deleted: 0 } });
        } finally {
            await api.close();
        }
    });
});
