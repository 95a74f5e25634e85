import type { Disposable, TextDocument } from 'vscode';
import { isConfigFindingCode } from '../../core/findings/configFindings';
import { isConnectionFindingCode } from '../../core/findings/connectionFindings';
import { isFindingCode } from '../../core/findings/scriptFindings';
import { Disposables } from '../Disposables';
import { Command } from '../ids';
import type { Services } from '../Services';
import { startClient } from './startClient';

/** What the language server's client can be asked here. */
export type RunningClient = { stop(): Promise<void> };

/**
 * Findings, fixes, hover and completion for scripts and `nango.yaml`, and findings in connection files. The language server starts once a file of a project is
 * in front of the user.
 */
export function registerLanguage(
    services: Services,
    start: (services: Services) => Promise<RunningClient> = startClient,
): Disposable {
    const { vscode, projects, log } = services;
    const disposables = new Disposables();
    let client: Promise<RunningClient> | undefined;

    const startFor = async (document: TextDocument | undefined): Promise<void> => {
        if (client || !document || !isOfInterest(document) || !(await projects.projectOf(document.uri))) return;
        client ??= start(services);
        client.catch((error: unknown) =>
            log.error(`The language server did not start: ${error instanceof Error ? error.stack : error}`),
        );
    };
    disposables.add(vscode.window.onDidChangeActiveTextEditor((editor) => void startFor(editor?.document)));
    disposables.add({ dispose: () => void client?.then((running) => running.stop()).catch(() => undefined) });
    disposables.add(
        vscode.commands.registerCommand(Command.explainFinding, (code: unknown) => explain(services, code)),
    );
    void startFor(vscode.window.activeTextEditor?.document);
    return disposables;
}

function isOfInterest({ uri, languageId }: TextDocument): boolean {
    if (uri.scheme !== 'file') return false;
    return (
        languageId === 'typescript' || /[\\/](?:nango\.yaml|\.?syncbench[\\/]connections[\\/][^\\/]+)$/.test(uri.fsPath)
    );
}

/** Opens the page of a finding's code. */
async function explain({ vscode, context }: Services, code: unknown): Promise<void> {
    const isKnown = [isFindingCode, isConfigFindingCode, isConnectionFindingCode].some((is) => is(String(code)));
    const page = isKnown ? String(code) : 'README';
    const uri = vscode.Uri.joinPath(context.extensionUri, 'docs', 'findings', `${page}.md`);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
}
