import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runNpm, runProgram } from './runProgram';

/** Installs a version of the official tool once (kept under node_modules/.cache) and lets its `init` create a project in `folder`. */
export async function initProject(version: string, folder: string, args: string[] = []): Promise<void> {
    const home = path.resolve('node_modules/.cache/nango-cli', version);
    const manifest = path.join(home, 'node_modules/nango/package.json');
    const done = path.join(home, 'installed');
    if (!existsSync(done)) {
        await rm(home, { recursive: true, force: true });
        await mkdir(home, { recursive: true });
        await writeFile(path.join(home, 'package.json'), '{"private":true}');
        const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];
        const installed = await runNpm(['install', `nango@${version}`, ...flags], { cwd: home, timeoutMs: 360_000 });
        if (installed.code !== 0) throw new Error(`npm could not install nango@${version}:\n${installed.stderr}`);
        await writeFile(done, '');
    }
    const bin: string = JSON.parse(await readFile(manifest, 'utf8')).bin.nango;
    const env = { ...process.env, CI: '1', NANGO_CLI_UPGRADE_MODE: 'ignore', NANGO_CLI_TELEMETRY: 'false' };
    const created = await runProgram(process.execPath, [path.join(path.dirname(manifest), bin), 'init', ...args], {
        cwd: folder,
        env,
    });
    if (created.code !== 0) throw new Error(`nango ${version} init failed:\n${created.stdout}\n${created.stderr}`);
}
