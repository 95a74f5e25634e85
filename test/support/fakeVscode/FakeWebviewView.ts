import { EventEmitter, Uri } from './values';

/** A view's page: keeps what the extension sends, and says what a test has it say. */
export class FakeWebviewView {
    readonly sent: Record<string, unknown>[] = [];
    readonly received = new EventEmitter<unknown>();
    readonly visibility = new EventEmitter<void>();
    readonly disposed = new EventEmitter<void>();
    badge: { value: number; tooltip: string } | undefined;
    visible = true;
    private nextId = 1;

    readonly webview = {
        options: {},
        html: '',
        cspSource: 'https://webview.test',
        asWebviewUri: (uri: Uri) => Uri.from({ scheme: 'https', path: uri.path }),
        onDidReceiveMessage: this.received.event,
        postMessage: async (message: Record<string, unknown>) => {
            this.sent.push(message);
            return true;
        },
    };
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

    /** Asks as the page would. Rejects with the extension's message. */
    async ask<T>(method: string, params: object): Promise<T> {
        const id = this.nextId++;
        this.received.fire({ id, method, params });
        for (;;) {
            const answer = this.sent.find((message) => message.id === id);
            if (answer?.error !== undefined) throw new Error(String(answer.error));
            if (answer) return answer.result as T;
            await new Promise((resolve) => setImmediate(resolve));
        }
    }
}
