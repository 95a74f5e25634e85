import path from 'node:path';
import type { Disposable } from 'vscode';
import type { RunRow } from '../../records/types';
import { Disposables } from '../Disposables';
import { type ScriptEntry, scriptKey } from '../projects/readProject';
import type { LiveRun } from '../runs/LiveRun';
import { RememberedChoices } from '../runs/RememberedChoices';
import type { Services } from '../Services';
import { FollowedRun } from './FollowedRun';
import type { RunPanel } from './RunPanel';
import { RunTerms } from './RunTerms';
import type { ShownRun } from './ShownRun';
import { StoredRun } from './StoredRun';

/** A run, of which store. */
export interface RunAddress {
    storeFolder: string;
    runId: string;
}

/** What was shown last, kept with the workspace. */
const SHOWN = 'syncbench.shownRun';

/** Finds the runs that the view is to show, by their names in stores. */
export class ShowRuns {
    private shownCount = 0;
    private readonly terms: RunTerms;

    constructor(
        private readonly services: Services,
        private readonly panel: RunPanel,
    ) {
        const { vscode, context } = services;
        this.terms = new RunTerms(vscode, new RememberedChoices(context.workspaceState));
    }

    /** Shows a run that begins: at once, so that nothing that it tells is missed; its project's name may come later. */
    live(live: LiveRun): FollowedRun {
        const { engine, runs, log } = this.services;
        const waiting = () => runs.queued.length;
        const run = new FollowedRun(this.nextKey(), live, () => engine.reader(), waiting, this.terms);
        this.panel.show(run);
        this.nameProject(run).catch((error) => log.error(error));
        return run;
    }

    /** Shows a run of a store. @returns false when the store does not have it */
    async stored(address: RunAddress): Promise<boolean> {
        const { storeFolder, runId } = address;
        const reader = await this.services.engine.reader();
        const row = await reader.run(storeFolder, runId);
        if (!row) return false;
        const script = await this.scriptOf(storeFolder, row);
        const project = (await this.hasSeveralProjects()) ? script?.project.name : undefined;
        const read = () => this.services.engine.reader();
        this.panel.show(new StoredRun(this.nextKey(), read, storeFolder, row, script, project, this.terms));
        await this.remember(address);
        return true;
    }

    /** Shows the newest run of a script: the one of this window, else the one that its store has. */
    async lastOf(script: ScriptEntry, followed: { live: LiveRun; run: ShownRun } | undefined): Promise<void> {
        const last = await this.services.results.of(script);
        const isFollowed = followed?.live.script.key === script.key;
        if (isFollowed && (!last || !followed.live.session || followed.live.session.runId === last.id)) {
            this.panel.show(followed.run);
        } else if (last) {
            await this.stored({ storeFolder: script.project.storeFolder, runId: last.id });
        }
    }

    /** Shows what was shown last, also by the window as it was before it was reloaded; else why there is nothing. */
    async last(): Promise<void> {
        const { vscode, context, log, projects } = this.services;
        const { workspace } = vscode;
        if (!workspace.isTrusted) return this.panel.showEmpty('untrusted');
        const address = context.workspaceState.get<RunAddress>(SHOWN);
        try {
            if (address && (await this.stored(address))) return;
        } catch (error) {
            log.warn(`The last run cannot be shown: ${error instanceof Error ? error.message : error}`);
        }
        if (this.panel.run) return;
        if (!workspace.workspaceFolders?.length) this.panel.showEmpty('noFolder');
        else this.panel.showEmpty((await projects.all()).length === 0 ? 'noProject' : 'noRun');
    }

    async remember(address: RunAddress): Promise<void> {
        await this.services.context.workspaceState.update(SHOWN, address);
    }

    /** A project is created, the workspace is trusted: there is another reason for showing nothing, or something. */
    refreshEmptiness(): Disposable {
        const { vscode, projects } = this.services;
        const disposables = new Disposables();
        const look = () => {
            if (this.panel.isWaiting) void this.last();
        };
        disposables.add(vscode.workspace.onDidGrantWorkspaceTrust(look));
        disposables.add(projects.onDidChange(look));
        return disposables;
    }

    private async scriptOf(storeFolder: string, row: RunRow): Promise<ScriptEntry | undefined> {
        const { integration, script: name } = row;
        // A webhook's handler is in a sync.
        const kind = row.kind === 'webhook' ? 'sync' : row.kind;
        return this.services.projects.script(scriptKey(path.dirname(storeFolder), { integration, kind, name }));
    }

    private async nameProject(run: FollowedRun): Promise<void> {
        if (!(await this.hasSeveralProjects())) return;
        run.project = run.script.project.name;
        if (this.panel.run === run) this.panel.update();
    }

    private async hasSeveralProjects(): Promise<boolean> {
        return (await this.services.projects.all()).length > 1;
    }

    private nextKey(): string {
        return `${++this.shownCount}`;
    }
}
