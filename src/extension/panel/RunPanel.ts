import type {
    CancellationToken,
    Disposable,
    WebviewView,
    WebviewViewProvider,
    WebviewViewResolveContext,
} from 'vscode';
import type { PanelEmpty, ToExtension, ToPage } from '../../protocol/panel';
import { Disposables } from '../Disposables';
import { View } from '../ids';
import type { Services } from '../Services';
import { FramePump } from './FramePump';
import { panelBodies } from './httpBodies';
import type { PanelPeer } from './PanelPeer';
import { panelBadge } from './panelBadge';
import { pageFolder, panelPage } from './panelPage';
import type { ShownRun } from './ShownRun';
import { panelWords } from './words';

export interface RunPanelActions {
    /** The page is there and nothing is shown: shows what was shown last, where there is something. */
    onEmpty(): void;
    /** What a person did in the page, beside asking for rows. */
    onEvent(event: ToExtension, shown: ShownRun | undefined): void;
}

/** The view *Run*: what is shown is kept here, so that every page that VS Code makes for it can be filled again. */
export class RunPanel implements WebviewViewProvider, Disposable {
    private readonly disposables = new Disposables();
    private readonly pump: FramePump;
    private peer: PanelPeer | undefined;
    private shown: ShownRun | undefined;
    private emptiness: PanelEmpty = 'loading';
    /** Whether the page has said that it listens. */
    private isReady = false;
    private isSeen = true;

    constructor(
        private readonly services: Services,
        private readonly actions: RunPanelActions,
    ) {
        this.pump = this.disposables.add(new FramePump(() => this.sendProgress()));
    }

    get run(): ShownRun | undefined {
        return this.shown;
    }

    /** Whether a page is there and has no run to show. */
    get isWaiting(): boolean {
        return this.isReady && this.shown === undefined;
    }

    /** Shows a run, instead of what was shown; all of it anew. */
    show(run: ShownRun): void {
        this.shown = run;
        this.isSeen = this.isVisible;
        this.fill();
    }

    /** Says why there is nothing. */
    showEmpty(reason: PanelEmpty): void {
        this.shown = undefined;
        this.emptiness = reason;
        this.fill();
    }

    /** Something happened in the run that is shown. What can wait a little is drawn with what comes next. */
    update({ canWait = false } = {}): void {
        if (!this.isVisible) this.isSeen = false;
        if (this.isReady) this.pump.due({ canWait });
        else this.showBadge();
    }

    /** Brings the view to the front and leaves the focus where it is. */
    async reveal({ preserveFocus }: { preserveFocus: boolean }): Promise<void> {
        if (this.isVisible && preserveFocus) return;
        if (this.peer) this.peer.view.show(preserveFocus);
        else await this.services.vscode.commands.executeCommand(`${View.run}.focus`, { preserveFocus });
    }

    async resolveWebviewView(
        view: WebviewView,
        _context: WebviewViewResolveContext,
        _token: CancellationToken,
    ): Promise<void> {
        this.peer?.dispose();
        this.peer = undefined;
        this.isReady = false;
        const ofView = new Disposables();
        let isGone = false;
        ofView.add({ dispose: () => this.forget(view) });
        view.onDidDispose(() => {
            isGone = true;
            ofView.dispose();
        });
        // The checks of what a page says are not loaded before there is one.
        const { PanelPeer } = await import('./PanelPeer');
        if (isGone) return;
        this.peer = ofView.add(this.connect(PanelPeer, view));
        ofView.add(view.onDidChangeVisibility(() => this.seen()));
        const { vscode, context } = this.services;
        view.webview.options = { enableScripts: true, localResourceRoots: [pageFolder(vscode, context.extensionUri)] };
        view.webview.html = panelPage(vscode, view.webview, context.extensionUri);
        this.seen();
    }

    dispose(): void {
        this.peer?.dispose();
        this.disposables.dispose();
    }

    private connect(Peer: typeof PanelPeer, view: WebviewView): PanelPeer {
        const { log } = this.services;
        return new Peer(view, {
            onEvent: (event) => this.receive(event),
            handlers: {
                timeline: (query) => this.shownAs(query.key).timeline(query),
                records: (query) => this.shownAs(query.key).records(query),
                bodies: async ({ key, runId, seq }) => panelBodies(await this.shownAs(key).bodies(runId, seq)),
            },
            onBroken: (error) => log.error(`The Run view: ${error instanceof Error ? error.message : error}`),
        });
    }

    private forget(view: WebviewView): void {
        if (this.peer?.view !== view) return;
        this.peer = undefined;
        this.isReady = false;
    }

    private get isVisible(): boolean {
        return this.peer?.view.visible ?? false;
    }

    private receive(event: ToExtension): void {
        if (event.type !== 'ready') {
            this.actions.onEvent(event, this.shown);
            return;
        }
        this.isReady = true;
        const { vscode } = this.services;
        this.send({ type: 'init', words: panelWords(vscode), locale: vscode.env.language });
        this.fill();
        if (!this.shown) this.actions.onEmpty();
    }

    private fill(): void {
        this.showBadge();
        this.pump.clear();
        if (!this.isReady) return;
        if (!this.shown) {
            this.send({ type: 'empty', reason: this.emptiness });
            return;
        }
        // What is told from here on follows what the page will ask for.
        this.shown.progress();
        this.send({ type: 'show', run: this.shown.view(), isBlank: this.shown.isBlank });
    }

    private async sendProgress(): Promise<void> {
        this.showBadge();
        const { shown, isReady } = this;
        if (!shown || !isReady) return;
        await this.send({ type: 'progress', key: shown.key, ...shown.progress() });
    }

    private send(event: ToPage): PromiseLike<unknown> {
        return this.peer?.send(event) ?? Promise.resolve();
    }

    private seen(): void {
        // A page that is hidden is gone; the next one says when it is ready.
        if (!this.isVisible) this.isReady = false;
        else this.isSeen = true;
        this.showBadge();
    }

    private showBadge(): void {
        if (this.peer) this.peer.view.badge = panelBadge(this.services.vscode, this.shown?.view(), this.isSeen);
    }

    private shownAs(key: string): ShownRun {
        if (this.shown?.key !== key) throw new Error('This run is no longer shown.');
        return this.shown;
    }
}
