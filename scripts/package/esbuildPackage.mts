import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../editor/withLock.mts';
import type { Target } from './targets.mts';

/** An entry of `packages` in a package-lock.json. */
interface LockedPackage {
    version: string;
    integrity: string;
}

/**
 * The folder of `@esbuild/<platform>` in the version of the project's own esbuild, from npm, kept in `cache`.
 * Its contents are those that the project's package-lock.json has the hash of.
 */
export async function esbuildPackage(target: Target, root: string, cache: string): Promise<string> {
    const name = `@esbuild/${target.esbuild}`;
    const locked = lockedPackage(root, name);
    const folder = path.join(cache, `esbuild-${locked.version}-${target.esbuild}`);
    if (!existsSync(folder)) {
        await withLock(`${folder}.lock`, async () => {
            if (existsSync(folder)) return;
            const partial = `${folder}.partial`;
            await rm(partial, { recursive: true, force: true });
            await mkdir(partial, { recursive: true });
            // Only an optional dependency may be one for another platform.
            const manifest = { private: true, optionalDependencies: { [name]: locked.version } };
            await writeFile(path.join(partial, 'package.json'), JSON.stringify(manifest));
            await installFor(target, partial);
            const { integrity } = lockedPackage(partial, name);
            if (integrity !== locked.integrity) {
                throw new Error(`${name} ${locked.version} is not what package-lock.json has: ${integrity}`);
            }
            await access(path.join(partial, 'node_modules', name, target.binary));
            await rename(partial, folder);
        });
    }
    return path.join(folder, 'node_modules', '@esbuild', target.esbuild);
}

function lockedPackage(folder: string, name: string): LockedPackage {
    const { packages } = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));
    const locked = packages[`node_modules/${name}`];
    if (!locked) throw new Error(`package-lock.json in ${folder} does not have ${name}.`);
    return locked;
}

/** npm checks the hash of what it downloads against that of the registry, and writes it to the folder's own lock file. */
async function installFor(target: Target, folder: string): Promise<void> {
    const platform = [`--os=${target.os}`, `--cpu=${target.cpu}`];
    const args = ['install', ...platform, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const child = spawn('npm', args, {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'inherit'],
        shell: process.platform === 'win32',
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`npm ${args.join(' ')} failed (exit code ${code}).`);
}
