import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from '../../scripts/editor/cacheFolder.mts';
import { withLock } from '../../scripts/editor/withLock.mts';
import { runNpm, runProgram } from './runProgram';

/** Lets `init` of a version of the official tool create a project in `folder`; the tool is installed once for all clones. */
export async function initProject(version: string, folder: string, args: string[] = []): Promise<void> {
    const home = await made(`nango-cli-${version}`, async (place) => {
        await writeFile(path.join(place, 'package.json'), '{"private":true}');
        await npmInstall(place, `nango@${version}`);
    });
    const manifest = path.join(home, 'node_modules/nango/package.json');
    const bin: string = JSON.parse(await readFile(manifest, 'utf8')).bin.nango;
    const env = { ...process.env, CI: '1', NANGO_CLI_UPGRADE_MODE: 'ignore', NANGO_CLI_TELEMETRY: 'false' };
    const created = await runProgram(process.execPath, [path.join(path.dirname(manifest), bin), 'init', ...args], {
        cwd: folder,
        env,
    });
    if (created.code !== 0) throw new Error(`nango ${version} init failed:\n${created.stdout}\n${created.stderr}`);
}

/** The project that `init` of a version creates, after its `npm install`: a folder that all clones share, only to be read. */
export async function installedProject(version: string, args: string[]): Promise<string> {
    return await made(`nango-cli-${version}-project`, async (place) => {
        await initProject(version, place, args);
        await npmInstall(place);
    });
}

/** A folder of the cache that `make` has filled once, whole. */
async function made(name: string, make: (folder: string) => Promise<void>): Promise<string> {
    const folder = path.join(cacheFolder(path.resolve('.')), name);
    const done = path.join(folder, 'installed');
    await withLock(`${folder}.lock`, async () => {
        if (existsSync(done)) return;
        await rm(folder, { recursive: true, force: true });
        await mkdir(folder, { recursive: true });
        await make(folder);
        await writeFile(done, '');
    });
    return folder;
}

async function npmInstall(cwd: string, ...packages: string[]): Promise<void> {
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];
    const { code, stderr } = await runNpm(['install', ...packages, ...flags], { cwd, timeoutMs: 360_000 });
    if (code !== 0) throw new Error(`npm install ${packages.join(' ')} failed in ${cwd}:\n${stderr}`);
}
