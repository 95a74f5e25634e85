import type { TextDocumentContentProvider, Uri } from 'vscode';
import { bodyExtension } from '../../core/httpBody/contentKind';
import type { BodySide } from '../../protocol/httpBodies';
import type { VSCode } from '../vscodeTypes';
import { bodyText } from './httpBodies';
import { outputText } from './panelOutput';
import type { ShownRun } from './ShownRun';

export const OUTPUT_SCHEME = 'syncbench-output';

/** What scripts returned, and what their HTTP calls sent and got, read-only. Only what was opened, the newest few, is kept. */
export class OutputDocuments implements TextDocumentContentProvider {
    private readonly texts = new Map<string, string>();

    constructor(private readonly vscode: VSCode) {}

    async open(run: ShownRun): Promise<void> {
        const { key, name } = run.view();
        await this.show(`${name}.output.json`, key, outputText(run.output));
    }

    /** All that is kept of a body, in the language of its type. */
    async openBody(run: ShownRun, attempt: { runId: string; seq: number; side: BodySide }): Promise<void> {
        const { runId, seq, side } = attempt;
        const body = (await run.bodies(runId, seq))[side];
        if (body?.text === undefined) return;
        const name = `${run.view().name}.http-${seq}.${side}.${bodyExtension(body)}`;
        await this.show(name, `${runId}:${seq}:${side}`, bodyText(body));
    }

    provideTextDocumentContent({ query }: Uri): string {
        return this.texts.get(query) ?? '';
    }

    private async show(name: string, key: string, text: string): Promise<void> {
        const path = `/${name.replace(/[\\:*?"<>|\p{Cc}]/gu, '_')}`;
        const uri = this.vscode.Uri.from({ scheme: OUTPUT_SCHEME, path, query: key });
        this.texts.set(key, text);
        const [oldest] = this.texts.keys();
        if (this.texts.size > KEPT && oldest !== undefined) this.texts.delete(oldest);
        await this.vscode.commands.executeCommand('vscode.open', uri);
    }
}

const KEPT = 5;
