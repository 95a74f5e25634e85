import type { TextDocumentContentProvider, Uri } from 'vscode';
import type { VSCode } from '../vscodeTypes';
import { outputText } from './panelOutput';
import type { ShownRun } from './ShownRun';

export const OUTPUT_SCHEME = 'syncbench-output';

/** What scripts returned, as read-only JSON. Only that of runs that were opened, the newest few, is kept. */
export class OutputDocuments implements TextDocumentContentProvider {
    private readonly texts = new Map<string, string>();

    constructor(private readonly vscode: VSCode) {}

    async open(run: ShownRun): Promise<void> {
        const { key, name } = run.view();
        const path = `/${name.replace(/[\\:*?"<>|\p{Cc}]/gu, '_')}.output.json`;
        const uri = this.vscode.Uri.from({ scheme: OUTPUT_SCHEME, path, query: key });
        this.texts.set(key, outputText(run.output));
        const [oldest] = this.texts.keys();
        if (this.texts.size > KEPT && oldest !== undefined) this.texts.delete(oldest);
        await this.vscode.commands.executeCommand('vscode.open', uri);
    }

    provideTextDocumentContent({ query }: Uri): string {
        return this.texts.get(query) ?? '';
    }
}

const KEPT = 5;
