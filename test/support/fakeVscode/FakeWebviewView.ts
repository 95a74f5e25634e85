import { EventEmitter, Uri } from './values';

/** A view's page: keeps what the extension sends, and says what a test has it say. */
export class FakeWebviewView {
    readonly sent: Record<string, unknown>[] = [];
    readonly received = new EventEmitter<unknown>();
    readonly visibility = new EventEmitter<void>();
    readonly disposed = new EventEmitter<void>();
    badge: { value: number; tooltip: string } | undefined;
    visible = true;
    readonly messageSent = new EventEmitter<void>();
    readonly htmlSet = new EventEmitter<void>();
    private nextId = 1;

    readonly webview: { html: string } & Record<string, unknown> = {
        html: '',
        options: {},
        cspSource: 'https://webview.test',
        asWebviewUri: (uri: Uri) => Uri.from({ scheme: 'https', path: uri.path }),
        onDidReceiveMessage: this.received.event,
        postMessage: async (message: Record<string, unknown>) => {
            this.sent.push(message);
            this.messageSent.fire();
            return true;
        },
    };
    constructor() {
        let html = '';
        const set = (text: string) => {
            html = text;
            this.htmlSet.fire();
        };
        Object.defineProperty(this.webview, 'html', { get: () => html, set });
    }

    readonly onDidChangeVisibility = this.visibility.event;
    readonly onDidDispose = this.disposed.event;

    show(): void {}

    /** The events that the extension has sent, oldest first. */
    events<T>(type: string): T[] {
        return this.sent.flatMap(({ event }) => {
            return (event as { type?: string } | undefined)?.type === type ? [event as T] : [];
        });
    }

    say(event: object): void {
        this.received.fire({ event });
    }

    /** Everything that was sent, as JSON. */
    text(): string {
        return JSON.stringify(this.sent.map(({ event }) => event));
    }

    /** Resolves when something is so; looked at with each message. */
    until(isSo: () => boolean): Promise<void> {
        if (isSo()) return Promise.resolve();
        return new Promise((resolve) => {
            const listener = this.messageSent.event(() => {
                if (!isSo()) return;
                listener.dispose();
                resolve();
            });
        });
    }

    /** Asks as the page would. Rejects with the extension's message. */
    async ask<T>(method: string, params: object): Promise<T> {
        const id = this.nextId++;
        const answer = () => this.sent.find((message) => message.id === id);
        this.received.fire({ id, method, params });
        await this.until(() => answer() !== undefined);
        const { error, result } = answer()!;
        if (error !== undefined) throw new Error(String(error));
        return result as T;
    }
}
