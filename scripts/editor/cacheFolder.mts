import { accessSync, constants, mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * Where what the editor tests install is kept (`SYNCBENCH_TEST_CACHE`, else the user's cache directory): clones share it,
 * so that a fresh one does not install a gigabyte again. A folder of the clone's own where that cannot be written.
 */
export function cacheFolder(root: string): string {
    const userCache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
    const shared = process.env.SYNCBENCH_TEST_CACHE || path.join(userCache, 'syncbench-test');
    try {
        mkdirSync(shared, { recursive: true });
        accessSync(shared, constants.W_OK);
        return shared;
    } catch {
        const own = path.join(root, '.vscode-test', 'cache');
        mkdirSync(own, { recursive: true });
        return own;
    }
}
