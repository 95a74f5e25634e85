import { isDeepStrictEqual } from 'node:util';
import type { CodeLens, CodeLensProvider, Disposable, Event, EventEmitter, TextDocument } from 'vscode';
import { Disposables } from '../Disposables';
import type { VSCode } from '../vscodeTypes';

/** An answer that takes longer is given as a change. */
const PROMPT_MS = 100;

/**
 * Answers at once with what was shown last where the lenses themselves take long, and tells of a change when they are
 * there. VS Code waits before it asks again for as long as the answers took on the average, up to a minute: after one that
 * had waited for a busy machine, lenses would show for as long what is no longer so.
 */
export class PromptProvider implements CodeLensProvider, Disposable {
    private readonly disposables = new Disposables();
    private readonly changed: EventEmitter<void>;
    readonly onDidChangeCodeLenses: Event<void>;
    private readonly shown = new WeakMap<TextDocument, CodeLens[]>();

    constructor(
        vscode: VSCode,
        private readonly lensesOf: (document: TextDocument) => Promise<CodeLens[]>,
        private readonly promptMs = PROMPT_MS,
    ) {
        this.changed = this.disposables.add(new vscode.EventEmitter<void>());
        this.onDidChangeCodeLenses = this.changed.event;
    }

    /** What lenses say is no longer so. */
    tell(): void {
        this.changed.fire();
    }

    async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
        let isLate = false;
        const before = this.shown.get(document) ?? [];
        const lenses = this.lensesOf(document).then((found) => {
            this.shown.set(document, found);
            if (isLate && !isDeepStrictEqual(found, before)) this.changed.fire();
            return found;
        });
        const late = new Promise<CodeLens[]>((resolve) => {
            const timer = setTimeout(() => {
                isLate = true;
                resolve(before);
            }, this.promptMs);
            const clear = () => clearTimeout(timer);
            lenses.then(clear, clear);
        });
        return Promise.race([lenses, late]);
    }

    dispose(): void {
        this.disposables.dispose();
    }
}
