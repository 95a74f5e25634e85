import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { withLock } from '../../scripts/editor/withLock.mts';

/**
 * The `node_modules` of packages that npm installs once into `folder`, without their scripts; clones may ask at the same time.
 * The folder appears under its name only when it is whole.
 *
 * @param {string} folder
 * @param {Record<string, string>} dependencies exact versions by name
 * @returns {Promise<string>}
 * @throws an Error that says what npm said, where it cannot have them
 */
export async function installed(folder, dependencies) {
    if (!existsSync(folder)) {
        await withLock(`${folder}.lock`, async () => {
            if (existsSync(folder)) return;
            console.error(`Installing ${specifiers(dependencies)} into ${folder}`);
            const partial = `${folder}.partial`;
            await rm(partial, { recursive: true, force: true });
            await mkdir(partial, { recursive: true });
            await writeFile(path.join(partial, 'package.json'), JSON.stringify({ private: true, dependencies }));
            await npmInstall(partial, specifiers(dependencies));
            await rename(partial, folder);
        });
    }
    return path.join(folder, 'node_modules');
}

const specifiers = (dependencies) =>
    Object.entries(dependencies)
        .map((entry) => entry.join('@'))
        .join(' and ');

async function npmInstall(folder, what) {
    // One retry: without a network, the rows that need none shall not wait for it.
    const flags = [
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--no-package-lock',
        '--fetch-retries=1',
        '--fetch-retry-mintimeout=1000',
    ];
    const args = ['install', '--prefix', folder, '--loglevel=error', ...flags];
    const npm = spawn('npm', args, {
        cwd: folder,
        shell: process.platform === 'win32',
        stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    npm.stderr.setEncoding('utf8').on('data', (text) => {
        said += text;
    });
    const [code] = await once(npm, 'close');
    if (code !== 0) throw new Error(`npm cannot install ${what} (${said.trim().split('\n')[0]}).`);
}
