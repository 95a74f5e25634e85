import type { Disposable } from 'vscode';
import { Disposables } from '../Disposables';
import { Command, View } from '../ids';
import { groupedNumber } from '../results/groupedNumber';
import type { Services } from '../Services';
import type { LiveRun } from './LiveRun';

/** How often the status bar counts on; milliseconds. */
const BEAT_MS = 250;
/** Nothing moves for a run that is over by then: it would only flicker, and keep the processor from the run. */
const CALM_MS = 500;

/** While a run goes on: a status bar item that shows the view, and after a moment progress in the Run view's own bar. */
export function showRunStatus({ vscode, runs }: Pick<Services, 'vscode' | 'runs'>): Disposable {
    const { window, l10n, env } = vscode;
    const disposables = new Disposables();
    const item = disposables.add(window.createStatusBarItem('syncbench.running', vscode.StatusBarAlignment.Left));
    item.name = l10n.t('Syncbench Run');
    item.command = Command.showRun;
    let shown: LiveRun | undefined;
    let icon = '';
    let calm: NodeJS.Timeout | undefined;
    let beat: NodeJS.Timeout | undefined;

    function begin(run: LiveRun): void {
        shown = run;
        icon = '$(sync)';
        clearTimeout(calm);
        calm = setTimeout(() => move(run), CALM_MS);
        clearInterval(beat);
        beat = setInterval(() => update(run), BEAT_MS);
        update(run);
        item.show();
    }

    function move(run: LiveRun): void {
        const over = new Promise<void>((resolve) => {
            const listener = runs.onDidChange((changed) => {
                if (changed !== run || run.state !== 'finished') return;
                listener.dispose();
                resolve();
            });
        });
        void window.withProgress({ location: { viewId: View.run } }, () => over);
        icon = '$(sync~spin)';
        update(run);
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
        item.text = `${icon} ${what}`;
        item.tooltip = l10n.t('A script is running. Show it.');
    }

    function end(): void {
        clearTimeout(calm);
        clearInterval(beat);
        shown = undefined;
        item.hide();
    }

    disposables.add(
        runs.onDidChange((run) => {
            if (run.state === 'starting') begin(run);
            else if (run === shown && run.state === 'finished') end();
            else if (run === shown) update(run);
        }),
    );
    disposables.add({ dispose: end });
    return disposables;
}
