import type { Disposable, WebviewView } from 'vscode';
import { PostChannel, type PostChannelOptions } from '../../protocol/PostChannel';
import type { PanelRequests, ToExtension, ToPage } from '../../protocol/panel';
import { checkPageEvent, checkPageRequest } from '../../protocol/panelSchemas';
import { Disposables } from '../Disposables';

type None = Record<never, never>;
export type PanelHandlers = PostChannelOptions<ToExtension, PanelRequests>['handlers'];

/** One page, as long as it lives: VS Code ends it when the view is hidden, and makes another when it is shown again. */
export class PanelPeer implements Disposable {
    private readonly disposables = new Disposables();
    private readonly channel: PostChannel<ToExtension, ToPage, PanelRequests, None>;
    /** Settles when what was sent last has arrived. */
    private arrived: PromiseLike<unknown> = Promise.resolve();

    constructor(
        readonly view: WebviewView,
        options: { onEvent(event: ToExtension): void; handlers: PanelHandlers; onBroken(error: unknown): void },
    ) {
        const { webview } = view;
        this.channel = new PostChannel<ToExtension, ToPage, PanelRequests, None>({
            ...options,
            post: (message) => {
                this.arrived = webview.postMessage(message);
            },
            checkEvent: checkPageEvent,
            checkRequest: checkPageRequest,
        });
        this.disposables.add(webview.onDidReceiveMessage((message) => this.channel.receive(message)));
    }

    send(event: ToPage): PromiseLike<unknown> {
        this.channel.sendEvent(event);
        return this.arrived;
    }

    dispose(): void {
        this.disposables.dispose();
    }
}
