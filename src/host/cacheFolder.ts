import os from 'node:os';
import path from 'node:path';

/** The user's own folder for what can be made again at any time, by the platform's convention. */
export function userCacheFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): string {
    const home = os.homedir();
    const base =
        platform === 'win32'
            ? (environment.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'))
            : platform === 'darwin'
              ? path.join(home, 'Library', 'Caches')
              : (environment.XDG_CACHE_HOME ?? path.join(home, '.cache'));
    return path.join(base, 'syncbench');
}
