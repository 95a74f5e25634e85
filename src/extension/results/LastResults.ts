import type { Disposable, Event, EventEmitter } from 'vscode';
import type { LastRun } from '../../host/store/requests';
import { Disposables } from '../Disposables';
import { type ProjectEntry, type ScriptEntry, scriptKey } from '../projects/readProject';
import type { Services } from '../Services';

/**
 * How each script's last run ended, from the projects' stores. Read when somebody asks, and again after each run, of
 * this window or not, and when the window is entered.
 */
export class LastResults implements Disposable {
    private readonly disposables = new Disposables();
    private readonly changed: EventEmitter<void>;
    readonly onDidChange: Event<void>;
    private readonly byStore = new Map<string, Promise<ReadonlyMap<string, LastRun>>>();

    constructor(private readonly services: Pick<Services, 'vscode' | 'engine' | 'runs' | 'stores' | 'log'>) {
        const { vscode, runs, stores } = services;
        this.changed = this.disposables.add(new vscode.EventEmitter<void>());
        this.onDidChange = this.changed.event;
        this.disposables.add(
            runs.onDidChangeCalmly((run) => {
                if (run.state !== 'queued') this.forget(run.script.project.storeFolder);
            }),
        );
        this.disposables.add(stores.onDidChange((storeFolder) => this.forget(storeFolder)));
        this.disposables.add(
            vscode.window.onDidChangeWindowState(({ focused }) => {
                if (focused && this.byStore.size > 0) this.forget();
            }),
        );
        this.disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.forget()));
    }

    /** The newest run of a script; undefined when it never ran, or in a workspace that is not trusted. */
    async of({ project, key }: ScriptEntry): Promise<LastRun | undefined> {
        if (!this.services.vscode.workspace.isTrusted) return undefined;
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
        const { engine, stores, log } = this.services;
        try {
            // From before it is read, so that nothing is missed.
            stores.watch(storeFolder);
            const runs = await (await engine.reader()).lastRuns(storeFolder);
            return new Map(
                runs.flatMap((run) => {
                    const { integration, kind, script: name } = run;
                    // What a sync did with a webhook says nothing of how it syncs.
                    if (kind === 'webhook') return [];
                    return [[scriptKey(project.root, { integration, kind, name }), run] as const];
                }),
            );
        } catch (error) {
            log.warn(`${storeFolder}: ${error instanceof Error ? error.message : error}`);
            return new Map();
        }
    }
}
