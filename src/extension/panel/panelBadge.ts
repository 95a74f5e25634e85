import type { ViewBadge } from 'vscode';
import type { PanelRun } from '../../protocol/panel';
import { CALM_MS } from '../runs/LiveRun';
import type { VSCode } from '../vscodeTypes';

/** The number on the view's icon: runs that go on for a while or wait, else the problems of the last one until they were seen. */
export function panelBadge(
    { l10n }: Pick<VSCode, 'l10n'>,
    run: Pick<PanelRun, 'name' | 'state' | 'startedAt' | 'waiting' | 'warnings'> | undefined,
    isSeen: boolean,
): ViewBadge | undefined {
    if (!run) return undefined;
    const { name, state, startedAt, waiting, warnings } = run;
    if (state === 'starting' || state === 'running' || state === 'cancelling') {
        if (waiting === 0 && Date.now() - startedAt < CALM_MS) return undefined;
        const tooltip =
            waiting > 0 ? l10n.t('{0} is running, {1} waiting', name, waiting) : l10n.t('{0} is running', name);
        return { value: 1 + waiting, tooltip };
    }
    const value = warnings.length + (state === 'failed' ? 1 : 0);
    if (value === 0 || isSeen) return undefined;
    const tooltip = state === 'failed' ? l10n.t('{0} failed', name) : l10n.t('{0} has warnings', name);
    return { value, tooltip };
}
