import type { Disposable } from 'vscode';
import { Disposables } from '../Disposables';
import { registerCommand } from '../errors/registerCommand';
import { Command, Setting, View } from '../ids';
import type { LiveRun } from '../runs/LiveRun';
import type { Services } from '../Services';
import type { FollowedRun } from './FollowedRun';
import { OUTPUT_SCHEME, OutputDocuments } from './OutputDocuments';
import { onPanelEvent } from './onPanelEvent';
import { RunPanel } from './RunPanel';
import { type RunAddress, ShowRuns } from './ShowRuns';

/** What Show Run is about: a stored run, a script (its last run), or nothing: what is running, or was shown. */
export type ShowRunArgument = RunAddress | { script?: LiveRun['script'] } | undefined;

/** The view *Run*, which shows each run from its start, and the command that brings it to the front. */
export function registerRunPanel(services: Services): Disposable {
    const { vscode, runs, settings } = services;
    const disposables = new Disposables();
    const documents = new OutputDocuments(vscode);
    const panel: RunPanel = disposables.add(
        new RunPanel(services, {
            onEmpty: () => void show.last(),
            onEvent: (event, shown) => void onPanelEvent(services, documents, event, shown),
        }),
    );
    const show = new ShowRuns(services, panel);
    let followed: { live: LiveRun; run: FollowedRun } | undefined;

    function begin(live: LiveRun): void {
        followed = { live, run: show.live(live) };
        if (settings.get(Setting.revealRun) === 'always') void panel.reveal({ preserveFocus: true });
    }

    function changed(live: LiveRun): void {
        if (live.state === 'starting' && !live.session && followed?.live !== live) begin(live);
        else if (panel.run === followed?.run) panel.update({ canWait: live.state === 'running' && !live.isCancelling });
        if (live !== followed?.live) return;
        if (live.state === 'running' && live.session) {
            const { target, runId } = live.session;
            void show.remember({ storeFolder: target.storeFolder, runId });
        }
        const isProblem = live.outcome?.status === 'failed';
        if (isProblem && settings.get(Setting.revealRun) === 'onProblem') {
            panel.show(followed.run);
            void panel.reveal({ preserveFocus: true });
        }
    }

    async function showRun(argument: ShowRunArgument): Promise<void> {
        await panel.reveal({ preserveFocus: false });
        if (argument && 'runId' in argument) await show.stored(argument);
        else if (argument?.script) await show.lastOf(argument.script, followed);
        else if (followed && runs.current === followed.live) panel.show(followed.run);
    }

    disposables.add(vscode.window.registerWebviewViewProvider(View.run, panel));
    disposables.add(vscode.workspace.registerTextDocumentContentProvider(OUTPUT_SCHEME, documents));
    disposables.add(runs.onDidChange(changed));
    disposables.add(
        runs.onDidReceive(({ run: live, event }) => {
            if (live !== followed?.live) return;
            followed.run.receive(event);
            const isStart = event.type === 'started' && event.parentRunId === undefined;
            if (panel.run === followed.run) panel.update({ canWait: isStart });
        }),
    );
    disposables.add(
        runs.onDidChangeCalmly((live) => {
            if (live === followed?.live && panel.run === followed.run) panel.update({ canWait: true });
        }),
    );
    disposables.add(services.engine.onDidPrewarm(() => void import('./PanelPeer')));
    disposables.add(registerCommand(services, Command.showRun, showRun));
    disposables.add(show.refreshEmptiness());
    return disposables;
}
