import type { CodeLens, Disposable, TextDocument } from 'vscode';
import type { ScriptKind } from '../../core/project/types';
import { Disposables } from '../Disposables';
import { Command, type CommandId, Setting } from '../ids';
import type { ScriptEntry } from '../projects/readProject';
import { webhookHandlerLine } from '../projects/webhookHandlerLine';
import { describeLastRun } from '../results/describeResult';
import type { Services } from '../Services';
import { PromptProvider } from './PromptProvider';

/** Above a script's default export: run it, how it ended last, run it with something else. */
export function registerLens(services: Services): Disposable {
    const { vscode, projects, results, runs, settings } = services;
    const disposables = new Disposables();
    const lenses = new ScriptLenses(services);
    const provider = disposables.add(new PromptProvider(vscode, (document) => lenses.of(document)));
    const tell = () => provider.tell();
    disposables.add(projects.onDidChange(tell));
    disposables.add(results.onDidChange(tell));
    disposables.add(runs.onDidChangeCalmly(tell));
    disposables.add(settings.onDidChange(Setting.codeLens, tell));
    disposables.add(vscode.languages.registerCodeLensProvider({ language: 'typescript', scheme: 'file' }, provider));
    return disposables;
}

class ScriptLenses {
    constructor(private readonly services: Services) {}

    async of(document: TextDocument): Promise<CodeLens[]> {
        const { projects, settings, runs } = this.services;
        if (!settings.get(Setting.codeLens, document.uri)) return [];
        const scripts = await projects.scriptsOf(document.uri);
        if (scripts.length === 0) return [];
        const line = defaultExportLine(document);
        const lenses = await Promise.all(scripts.map((script) => this.lensesOf(script, line, scripts.length > 1)));
        const handler = webhookHandlerLine(document);
        if (handler === undefined) return lenses.flat();
        const ofSyncs = scripts.filter(({ script, key }) => script.kind === 'sync' && runs.current?.script.key !== key);
        return [...lenses.flat(), ...ofSyncs.map((script) => this.webhookLens(script, handler, scripts.length > 1))];
    }

    private async lensesOf(script: ScriptEntry, line: number, isOneOfMany: boolean): Promise<CodeLens[]> {
        const { vscode, runs, results } = this.services;
        const { l10n } = vscode;
        const range = new vscode.Range(line, 0, line, 0);
        const lens = (title: string, command: CommandId, tooltip: string) =>
            new vscode.CodeLens(range, { title, command, tooltip, arguments: [{ script }] });
        if (runs.current?.script.key === script.key) {
            return [
                lens(`$(debug-stop) ${l10n.t('Cancel Run')}`, Command.cancelRun, this.cancelTooltip()),
                lens(`$(sync) ${l10n.t('running')}`, Command.showRun, l10n.t('Show the run')),
            ];
        }
        const { id, title } = this.runCommand(script.script.kind);
        const name = nameOf(script, isOneOfMany);
        const lenses = [lens(`$(play) ${title}${name}`, id, l10n.t('Run this script on your machine'))];
        const last = await results.of(script);
        if (last) {
            const { text, tooltip } = describeLastRun(vscode, last);
            lenses.push(lens(text, Command.showRun, tooltip));
        }
        lenses.push(lens(l10n.t('Run With…'), Command.runWith, l10n.t('Choose connection, metadata, dates, input')));
        return lenses;
    }

    private cancelTooltip(): string {
        const { vscode, runs } = this.services;
        const waiting = runs.queued.length;
        return waiting > 0 ? vscode.l10n.t('End the run, and {0} waiting', waiting) : vscode.l10n.t('End the run');
    }

    private webhookLens(script: ScriptEntry, line: number, isOneOfMany: boolean): CodeLens {
        const { vscode } = this.services;
        const { t } = vscode.l10n;
        return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
            title: `$(play) ${t('Run Webhook…')}${nameOf(script, isOneOfMany)}`,
            command: Command.runWebhook,
            tooltip: t('Give this handler a payload'),
            arguments: [{ script }],
        });
    }

    private runCommand(kind: ScriptKind): { id: CommandId; title: string } {
        const { t } = this.services.vscode.l10n;
        if (kind === 'sync') return { id: Command.runSync, title: t('Run Sync') };
        if (kind === 'action') return { id: Command.runAction, title: t('Run Action') };
        return { id: Command.runOnEvent, title: t('Run Script') };
    }
}

function nameOf({ script }: ScriptEntry, isOneOfMany: boolean): string {
    return isOneOfMany ? ` ${script.integration}` : '';
}

/** Where a script's default export begins, else its first line. */
function defaultExportLine(document: TextDocument): number {
    for (let line = 0; line < document.lineCount; line++) {
        if (/^\s*export\s+default\b/.test(document.lineAt(line).text)) return line;
    }
    return 0;
}
