import type { Disposable } from 'vscode';
import { Disposables } from '../Disposables';
import { Command, ContextKey, View } from '../ids';
import { groupedNumber } from '../results/groupedNumber';
import type { Services } from '../Services';
import type { LiveRun } from './LiveRun';

/** How often the status bar counts on; milliseconds. */
const BEAT_MS = 250;

/** While a run goes on: progress in the Run view's own bar, a status bar item that shows the view, a key for `when` clauses. */
export function showRunStatus({ vscode, runs }: Pick<Services, 'vscode' | 'runs'>): Disposable {
    const { window, l10n, env, commands } = vscode;
    const disposables = new Disposables();
    const item = disposables.add(window.createStatusBarItem('syncbench.running', vscode.StatusBarAlignment.Left));
    item.name = l10n.t('Syncbench Run');
    item.command = Command.showRun;
    let shown: LiveRun | undefined;
    let beat: NodeJS.Timeout | undefined;
    let isKey = false;

    function begin(run: LiveRun): void {
        shown = run;
        const over = new Promise<void>((resolve) => {
            const listener = runs.onDidChange((changed) => {
                if (changed !== run || run.state !== 'finished') return;
                listener.dispose();
                resolve();
            });
        });
        void window.withProgress({ location: { viewId: View.run } }, () => over);
        clearInterval(beat);
        beat = setInterval(() => update(run), BEAT_MS);
        item.show();
    }

    function update(run: LiveRun): void {
        const { name } = run.script.script;
        const saved = Object.values(run.counters.models).reduce(
            (sum, counts) => sum + counts.added + counts.updated + counts.unchanged,
            0,
        );
        const what = run.isCancelling
            ? l10n.t('{0}: cancelling', name)
            : saved > 0
              ? l10n.t('{0}: {1} records', name, groupedNumber(env.language, saved))
              : name;
        item.text = `$(sync~spin) ${what}`;
        item.tooltip = l10n.t('A script is running. Show it.');
    }

    function end(): void {
        clearInterval(beat);
        shown = undefined;
        item.hide();
    }

    function tellKey(): void {
        const isRunning = runs.current !== undefined || runs.queued.length > 0;
        if (isRunning !== isKey) void commands.executeCommand('setContext', ContextKey.running, isRunning);
        isKey = isRunning;
    }

    disposables.add(
        runs.onDidChangeCalmly((run) => {
            tellKey();
            if (run === shown && run.state === 'finished') end();
            else if (run === runs.current) {
                if (run !== shown) begin(run);
                update(run);
            }
        }),
    );
    disposables.add({ dispose: end });
    return disposables;
}
