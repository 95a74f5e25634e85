import type { Disposable, Event, EventEmitter, LogOutputChannel } from 'vscode';
import type { LastRun } from '../../host/store/requests';
import { Disposables } from '../Disposables';
import type { EngineProvider } from '../engine/EngineProvider';
import { type ProjectEntry, type ScriptEntry, scriptKey } from '../projects/readProject';
import type { RunService } from '../runs/RunService';
import type { VSCode } from '../vscodeTypes';

/**
 * How each script's last run ended, from the projects' stores. Read when somebody asks, and again after each run and
 * when the window is entered: a terminal or another window may have run scripts meanwhile.
 */
export class LastResults implements Disposable {
    private readonly disposables = new Disposables();
    private readonly changed: EventEmitter<void>;
    readonly onDidChange: Event<void>;
    private readonly byStore = new Map<string, Promise<ReadonlyMap<string, LastRun>>>();

    constructor(
        private readonly vscode: VSCode,
        private readonly engine: EngineProvider,
        runs: RunService,
        private readonly log: LogOutputChannel,
    ) {
        this.changed = this.disposables.add(new vscode.EventEmitter<void>());
        this.onDidChange = this.changed.event;
        this.disposables.add(
            runs.onDidChange((run) => {
                if (run.state === 'finished' || run.state === 'starting') this.forget(run.script.project.storeFolder);
            }),
        );
        this.disposables.add(
            vscode.window.onDidChangeWindowState(({ focused }) => {
                if (focused && this.byStore.size > 0) this.forget();
            }),
        );
        this.disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.forget()));
    }

    /** The newest run of a script; undefined when it never ran, or in a workspace that is not trusted. */
    async of({ project, key }: ScriptEntry): Promise<LastRun | undefined> {
        if (!this.vscode.workspace.isTrusted) return undefined;
        let results = this.byStore.get(project.storeFolder);
        if (!results) {
            results = this.read(project);
            this.byStore.set(project.storeFolder, results);
        }
        return (await results).get(key);
    }

    /** Reads again when next asked; of one store, or of all. */
    forget(storeFolder?: string): void {
        if (storeFolder === undefined) this.byStore.clear();
        else this.byStore.delete(storeFolder);
        this.changed.fire();
    }

    dispose(): void {
        this.disposables.dispose();
    }

    private async read({ project, storeFolder }: ProjectEntry): Promise<ReadonlyMap<string, LastRun>> {
        try {
            const runs = await (await this.engine.reader()).lastRuns(storeFolder);
            return new Map(
                runs.map((run) => {
                    const { integration, kind, script: name } = run;
                    return [scriptKey(project.root, { integration, kind, name }), run];
                }),
            );
        } catch (error) {
            this.log.warn(`${storeFolder}: ${error instanceof Error ? error.message : error}`);
            return new Map();
        }
    }
}
