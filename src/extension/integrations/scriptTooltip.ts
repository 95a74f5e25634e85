import type { MarkdownString } from 'vscode';
import { eventsOf } from '../projects/eventsOf';
import type { ScriptEntry } from '../projects/readProject';
import type { ResultText } from '../results/describeResult';
import type { VSCode } from '../vscodeTypes';
import { kindText } from './scriptItem';

/** What `nango.yaml` says about a script, and how its last run went. Nothing of either can make markup. */
export function scriptTooltip(vscode: VSCode, entry: ScriptEntry, result: ResultText | undefined): MarkdownString {
    const { script } = entry;
    const { l10n } = vscode;
    const tooltip = new vscode.MarkdownString();
    const paragraph = (lines: string[]) => {
        if (lines.length === 0) return;
        tooltip.appendMarkdown('\n\n');
        for (const [index, line] of lines.entries()) {
            if (index > 0) tooltip.appendMarkdown('  \n');
            tooltip.appendText(line);
        }
    };
    tooltip.appendMarkdown('**');
    tooltip.appendText(script.name);
    tooltip.appendMarkdown('** ');
    tooltip.appendText(kindText(vscode, script.kind));
    paragraph(entry.config?.description ? [entry.config.description] : []);
    paragraph(configLines(vscode, entry));
    if (!script.exists) paragraph(missingLines(vscode, entry));
    paragraph(result ? result.tooltip.split('\n') : [l10n.t('never run')]);
    return tooltip;
}

function missingLines({ l10n }: VSCode, { script, missing }: ScriptEntry): string[] {
    return missing ? [missing.message, missing.advice] : [l10n.t('Its file is missing: {0}', script.file)];
}

function configLines({ l10n }: VSCode, entry: ScriptEntry): string[] {
    const { config } = entry;
    if (!config) {
        const events = eventsOf(entry);
        return events.length > 0 ? [l10n.t('On {0}', events.join(', '))] : [];
    }
    const lines = config.endpoints.map(({ method, path }) => `${method} ${path}`);
    if (config.kind === 'sync') {
        if (config.runs) lines.push(l10n.t('Runs {0}, {1}', config.runs, config.syncType));
        if (config.trackDeletes) lines.push(l10n.t('Tracks deletes'));
    }
    const output = config.output.map(({ name }) => name).join(', ');
    if (output) lines.push(config.kind === 'sync' ? l10n.t('Saves {0}', output) : l10n.t('Returns {0}', output));
    if (config.input) lines.push(l10n.t('Takes {0}', config.input.name));
    return lines;
}
