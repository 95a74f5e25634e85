import { PostChannel } from '../protocol/PostChannel';
import type {
    BodiesAnswer,
    BodiesQuery,
    PanelRequests,
    RecordsAnswer,
    RecordsQuery,
    TimelineAnswer,
    TimelineQuery,
    ToExtension,
    ToPage,
} from '../protocol/panel';
import type { VsCodeApi } from './VsCodeApi';

type None = Record<never, never>;

/** The extension, as its page sees it. */
export interface Extension {
    send(event: ToExtension): void;
    /** Rejects with a message for a person, as do the others. */
    timeline(query: TimelineQuery): Promise<TimelineAnswer>;
    records(query: RecordsQuery): Promise<RecordsAnswer>;
    bodies(query: BodiesQuery): Promise<BodiesAnswer>;
}

/** Tells `onEvent` what the extension says, from now on, and the extension that the page listens. */
export function connectExtension(api: VsCodeApi, onEvent: (event: ToPage) => void): Extension {
    const channel = new PostChannel<ToPage, ToExtension, None, PanelRequests>({
        post: (message) => api.postMessage(message),
        checkEvent,
        onEvent,
        checkRequest: {},
        handlers: {},
        onBroken: (error) => console.error(error),
    });
    window.addEventListener('message', ({ data }) => channel.receive(data));
    return {
        send: (event) => channel.sendEvent(event),
        timeline: (query) => channel.sendRequest('timeline', query),
        records: (query) => channel.sendRequest('records', query),
        bodies: (query) => channel.sendRequest('bodies', query),
    };
}

/** The extension made this page; what comes from it needs no more than to be one of its events. */
function checkEvent(value: unknown): ToPage {
    const { type } = value as ToPage;
    if (['init', 'empty', 'show', 'progress'].includes(type)) return value as ToPage;
    throw new Error(`Unknown event "${type}".`);
}
