import { guardOrphan } from './guardOrphan';
import { spawnProcess } from './spawnProcess';
import type { LaunchedProcess, Launcher, LaunchOptions } from './types';

/** Starts processes from this one, each with a guard of its own: the fastest way for a program that starts one. */
export class DirectLauncher implements Launcher {
    async launch(options: LaunchOptions): Promise<LaunchedProcess> {
        const launched = spawnProcess(options);
        const letGo = guardOrphan(launched.pid);
        void launched.exited.then(letGo);
        return {
            ...launched,
            kill: () => {
                launched.kill();
                letGo();
            },
        };
    }

    dispose(): void {}
}
