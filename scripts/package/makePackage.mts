import { chmod, cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createVSIX, listFiles, type PackageManager } from '@vscode/vsce';
import { cacheFolder } from '../editor/cacheFolder.mts';
import { esbuildPackage } from './esbuildPackage.mts';
import type { Target } from './targets.mts';

/** `PackageManager.None`: what the package needs is bundled. */
const noPackageManager = 2 as PackageManager.None;
const vendored = path.join('dist', 'vendor', 'node_modules', '@esbuild');

/**
 * Makes `<folder>/syncbench-<target>.vsix` from what is built in `dist`, with esbuild's binary of that target in the place
 * of this machine's.
 *
 * @returns the file and its size in bytes
 */
export async function makePackage(
    target: Target,
    root: string,
    folder: string,
): Promise<{ file: string; size: number }> {
    const stage = await mkdtemp(path.join(os.tmpdir(), 'syncbench-package-'));
    try {
        const files = await listFiles({ cwd: root, packageManager: noPackageManager });
        const portable = files.filter((file) => !path.normalize(file).startsWith(vendored));
        for (const file of [...portable, '.vscodeignore']) await cp(path.join(root, file), path.join(stage, file));
        const own = path.join(stage, vendored, target.esbuild);
        await cp(await esbuildPackage(target, root, cacheFolder(root)), own, { recursive: true });
        // Installed by npm without its scripts, and perhaps unpacked on a system that has no such bit.
        await chmod(path.join(own, target.binary), 0o755);
        await mkdir(folder, { recursive: true });
        const file = path.join(folder, `syncbench-${target.name}.vsix`);
        await createVSIX({
            cwd: stage,
            packagePath: file,
            target: target.name,
            dependencies: false,
            // The project has no public address that links could lead to.
            allowMissingRepository: true,
            rewriteRelativeLinks: false,
        });
        return { file, size: (await stat(file)).size };
    } finally {
        await rm(stage, { recursive: true, force: true });
    }
}
