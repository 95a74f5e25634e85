import type { ScriptEntry } from '../projects/readProject';
import type { RunChoices } from './RunChoices';
import { type RunServices, startRun } from './startRun';
import { actionLines, onEventLines } from './with/linesOfOthers';
import type { LineSource, RunLine } from './with/RunLine';
import { sandboxLines } from './with/sandboxLines';
import { guardLines, sharedLines } from './with/sharedLines';
import { syncLines } from './with/syncLines';

/** Run Sync With…: a menu of what a run can be given, each line with what it is now; its first line runs. */
export async function runWith(services: RunServices, script: ScriptEntry): Promise<void> {
    const { vscode, remembered } = services;
    const { l10n } = vscode;
    const last = remembered.last;
    let choices: RunChoices = { ...remembered.of(script), ...(last?.key === script.key ? last.choices : {}) };
    for (;;) {
        const chosen = await vscode.window.showQuickPick(lines({ services, script, choices }), {
            title: l10n.t('Run {0}/{1} with…', script.script.integration, script.script.name),
            placeHolder: l10n.t('Change what you want, then Run'),
            // What was changed would be gone with a look into an editor.
            ignoreFocusOut: true,
        });
        if (!chosen) return;
        if (!chosen.change) return startRun(services, script, choices);
        choices = { ...choices, ...(await chosen.change()) };
    }
}

function lines(source: LineSource): RunLine[] {
    const { vscode } = source.services;
    const { kind } = source.script.script;
    const ofKind = { sync: syncLines, action: actionLines, 'on-event': onEventLines }[kind];
    const shown = source.choices.payload === undefined ? kind : vscode.l10n.t('webhook');
    const run: RunLine = {
        label: vscode.l10n.t('Run'),
        iconPath: new vscode.ThemeIcon('play'),
        description: shown,
    };
    return [run, ...sharedLines(source), ...ofKind(source), ...sandboxLines(source), ...guardLines(source)];
}
