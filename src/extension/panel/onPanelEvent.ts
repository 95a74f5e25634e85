import type { ToExtension } from '../../protocol/panel';
import { openLocation, showError } from '../errors/showError';
import { Command } from '../ids';
import { RememberedChoices } from '../runs/RememberedChoices';
import type { Services } from '../Services';
import { OPEN_SETTINGS } from '../settings/namedSetting';
import type { OutputDocuments } from './OutputDocuments';
import type { ShownRun } from './ShownRun';

/** Does what a person asked for in the page. What is about a run that is no longer shown is not done. */
export async function onPanelEvent(
    services: Services,
    documents: OutputDocuments,
    event: ToExtension,
    shown: ShownRun | undefined,
): Promise<void> {
    const { vscode, log } = services;
    const isAboutShown = 'key' in event && shown?.key === event.key;
    try {
        switch (event.type) {
            case 'runAgain':
                return await runAgain(services, shown);
            case 'copy':
                return await vscode.env.clipboard.writeText(event.text);
            case 'openPlace':
                if (isAboutShown && isPlaceOf(shown, event.place)) await openLocation(vscode, event.place);
                return;
            case 'openSetting': {
                const setting = isAboutShown ? shown.view().error?.setting : undefined;
                if (setting) await vscode.commands.executeCommand(OPEN_SETTINGS, setting);
                return;
            }
            case 'openRecord':
                if (isAboutShown) await openRecord(services, shown, event);
                return;
            case 'openRecords':
                if (isAboutShown) await vscode.commands.executeCommand(Command.openRecords, { script: shown.script });
                return;
            case 'openOutput':
                if (isAboutShown) await documents.open(shown);
                return;
            case 'openBody':
                if (isAboutShown) await documents.openBody(shown, event);
                return;
            case 'ready':
                return;
            default:
                await vscode.commands.executeCommand(COMMANDS[event.type]);
        }
    } catch (error) {
        await showError(vscode, log, error);
    }
}

const OF_KIND = {
    sync: Command.runSync,
    action: Command.runAction,
    'on-event': Command.runOnEvent,
    webhook: Command.runWebhook,
};
const COMMANDS = {
    cancel: Command.cancelRun,
    runScript: Command.runSync,
    manageTrust: Command.manageTrust,
    openFolder: 'vscode.openFolder',
};

/** With all that was chosen for it when it is what ran last, else with what is remembered of its script. */
async function runAgain({ vscode, context }: Services, shown: ShownRun | undefined): Promise<void> {
    const script = shown?.script;
    if (!script) return;
    const isLast = new RememberedChoices(context.workspaceState).last?.key === script.key;
    if (isLast) await vscode.commands.executeCommand(Command.runAgain);
    else await vscode.commands.executeCommand(OF_KIND[shown.view().kind], { script });
}

/** Only the places that the run's error names: a page cannot have any other file opened. */
function isPlaceOf(shown: ShownRun, { file, line, column }: { file: string; line?: number; column?: number }): boolean {
    const { error } = shown.view();
    const places = [...(error?.places ?? []), ...(error?.related ?? []).map(({ place }) => place)];
    return places.some((place) => place?.file === file && place.line === line && place.column === column);
}

async function openRecord(
    { vscode }: Services,
    shown: ShownRun,
    { model, id }: { model: string; id: string },
): Promise<void> {
    const scope = shown.scopeOf(model);
    const storeFolder = shown.stored?.storeFolder;
    if (scope && storeFolder) await vscode.commands.executeCommand(Command.openRecord, { storeFolder, scope, id });
}
