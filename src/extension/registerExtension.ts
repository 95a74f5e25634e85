import type { Disposable, ExtensionContext } from 'vscode';
import { EngineProvider } from './engine/EngineProvider';
import { registerIntegrations } from './integrations/registerIntegrations';
import { registerLanguage } from './language/registerLanguage';
import { registerLens } from './lens/registerLens';
import { registerRunPanel } from './panel/registerRunPanel';
import { ProjectIndex } from './projects/ProjectIndex';
import { trackActiveScript } from './projects/trackActiveScript';
import { registerRecords } from './records/registerRecords';
import { LastResults } from './results/LastResults';
import { WatchedStores } from './results/WatchedStores';
import { RunService } from './runs/RunService';
import { registerRuns } from './runs/registerRuns';
import type { Services } from './Services';
import { Settings } from './settings/Settings';
import { registerTypings } from './typings/registerTypings';
import type { VSCode } from './vscodeTypes';
import { registerWalkthrough } from './walkthrough/registerWalkthrough';

/** Makes what the features share, and registers each. Nothing is started, searched or read before somebody asks. */
export function registerExtension(vscode: VSCode, context: ExtensionContext): Disposable[] {
    const log = vscode.window.createOutputChannel('Syncbench', { log: true });
    const settings = new Settings(vscode);
    const projects = new ProjectIndex(vscode);
    const engine = new EngineProvider(vscode, context, settings, log);
    const runs = new RunService(vscode, engine, log);
    const stores = new WatchedStores(vscode, runs);
    const results = new LastResults({ vscode, engine, runs, stores, log });
    const services: Services = { vscode, context, log, settings, projects, engine, runs, stores, results };
    return [
        log,
        projects,
        engine,
        runs,
        stores,
        results,
        registerRuns(services),
        registerIntegrations(services),
        registerRecords(services),
        registerRunPanel(services),
        registerTypings(services),
        registerLens(services),
        registerLanguage(services),
        registerWalkthrough(services),
        trackActiveScript(services),
    ];
}
