import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { EngineProvider } from './engine/EngineProvider';
import type { ProjectIndex } from './projects/ProjectIndex';
import type { LastResults } from './results/LastResults';
import type { WatchedStores } from './results/WatchedStores';
import type { RunService } from './runs/RunService';
import type { Settings } from './settings/Settings';
import type { VSCode } from './vscodeTypes';

/** What the features share. Built in `activate`; nothing in it does anything before it is asked. */
export interface Services {
    vscode: VSCode;
    context: ExtensionContext;
    log: LogOutputChannel;
    settings: Settings;
    /** The workspace's projects and scripts. */
    projects: ProjectIndex;
    /** Starts runs and reads stores, in processes of their own. */
    engine: EngineProvider;
    /** What runs, ran last, and waits. */
    runs: RunService;
    /** What others write into the stores that were read. */
    stores: WatchedStores;
    /** How each script's last run ended, from the stores. */
    results: LastResults;
}
