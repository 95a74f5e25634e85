import { KnownCalls } from '../../host/KnownCalls';
import type { RunSession } from '../../host/types';
import type { AwaitedCall } from '../render/entries';

/** Milliseconds of waiting from which a terminal's last line names the call … */
const NAMED_MS = 2_000;
/** … and from which what is no terminal gets a line. */
const SAID_MS = 5_000;

/** The calls of a run that nobody has answered for a while. */
export class SlowCalls {
    private readonly calls = new KnownCalls();
    private readonly stop: () => void;
    private timer: NodeJS.Timeout | undefined;
    private said: string | undefined;

    /**
     * @param say is told of a call when it has been waited for for 5 s; while that one lasts, of no other, so that
     * hundreds of calls to a host that is down make one line.
     */
    constructor(
        session: Pick<RunSession, 'onEvent'>,
        private readonly say?: (call: AwaitedCall) => void,
    ) {
        this.stop = session.onEvent((event) => {
            if (this.calls.see(event)) this.schedule();
        });
    }

    /** What a terminal is to show, if there is anything. */
    get named(): AwaitedCall | undefined {
        const oldest = this.oldest;
        return oldest && oldest.waitedMs >= NAMED_MS ? oldest : undefined;
    }

    end(): void {
        this.stop();
        clearTimeout(this.timer);
    }

    private get oldest(): AwaitedCall | undefined {
        const call = this.calls.oldest?.call;
        if (!call) return undefined;
        const waitedMs = Math.max(0, Date.now() - Date.parse(call.at));
        return { method: call.method, url: call.url, waitedMs, calls: this.calls.size };
    }

    private schedule(): void {
        clearTimeout(this.timer);
        const { oldest } = this;
        if (!this.say || !oldest || this.calls.oldest?.key === this.said) return;
        this.timer = setTimeout(() => this.sayOldest(), SAID_MS - oldest.waitedMs).unref();
    }

    private sayOldest(): void {
        const { oldest } = this;
        this.said = this.calls.oldest?.key;
        if (oldest) this.say?.(oldest);
    }
}
