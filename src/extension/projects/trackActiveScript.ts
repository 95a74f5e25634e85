import type { Disposable, TextEditor } from 'vscode';
import { Disposables } from '../Disposables';
import { ContextKey } from '../ids';
import type { Services } from '../Services';
import type { ScriptEntry } from './readProject';
import { webhookHandlerLine } from './webhookHandlerLine';

/**
 * Tells `when` clauses what the active editor's file is, and starts a child ahead for its project. The head start waits
 * for somebody to look at a script: opening a folder starts no process.
 */
export function trackActiveScript({ vscode, projects, engine, runs }: Services): Disposable {
    const { window, commands, workspace } = vscode;
    const disposables = new Disposables();
    const told = new Map<string, unknown>();
    let shown: ScriptEntry | undefined;

    function tell(key: string, value: unknown): void {
        if (told.get(key) !== value) void commands.executeCommand('setContext', key, value);
        told.set(key, value);
    }

    async function follow(editor: TextEditor | undefined): Promise<void> {
        const [entry] = editor ? await projects.scriptsOf(editor.document.uri) : [];
        if (window.activeTextEditor !== editor) return;
        shown = entry;
        tellWhetherItRuns();
        const kind = entry?.script.kind;
        tell(ContextKey.scriptKind, kind);
        const hasWebhook = kind === 'sync' && editor !== undefined && webhookHandlerLine(editor.document) !== undefined;
        tell(ContextKey.hasWebhook, hasWebhook);
        if (entry) void engine.prewarm(entry);
    }

    function tellWhetherItRuns(): void {
        tell(ContextKey.runningHere, shown !== undefined && runs.current?.script.key === shown.key);
    }

    disposables.add(window.onDidChangeActiveTextEditor((editor) => void follow(editor)));
    disposables.add(
        workspace.onDidSaveTextDocument((document) => {
            if (document === window.activeTextEditor?.document) void follow(window.activeTextEditor);
        }),
    );
    disposables.add(projects.onDidChange(() => void follow(window.activeTextEditor)));
    disposables.add(runs.onDidChangeCalmly(tellWhetherItRuns));
    // The run has taken the child that was ahead.
    disposables.add(runs.onDidChange(({ state }) => state === 'finished' && void follow(window.activeTextEditor)));
    // After activation: its work is somebody's wait.
    const first = setTimeout(() => void follow(window.activeTextEditor), 0);
    disposables.add({ dispose: () => clearTimeout(first) });
    return disposables;
}
