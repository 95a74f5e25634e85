import type { Writable } from 'node:stream';

/** Characters gathered before they are handed to the stream. */
const CHUNK = 128 * 1024;

/**
 * Text on its way to a stream, gathered into chunks and held back while the reader is slow.
 * A reader that has gone away (`| head`) is no error: writing goes on into nothing and `onBroken` is told once.
 */
export class Output {
    private pending = '';
    private scheduled = false;
    private isBroken = false;
    private isClosed = false;
    private readonly brokenListeners: (() => void)[] = [];

    constructor(private readonly stream: Writable) {
        stream.on('error', () => this.breakOff());
    }

    /** Nobody reads any more. */
    get broken(): boolean {
        return this.isBroken;
    }

    onBroken(listener: () => void): void {
        if (this.isBroken) listener();
        else this.brokenListeners.push(listener);
    }

    /** Adds text; returns a promise only when a whole chunk has to be handed over first. */
    write(text: string): Promise<void> | undefined {
        if (this.isBroken || this.isClosed) return undefined;
        this.pending += text;
        if (this.pending.length >= CHUNK) return this.flush();
        this.schedule();
        return undefined;
    }

    /** Hands over what has been gathered; resolves once the stream has passed it on. */
    flush(): Promise<void> {
        const text = this.pending;
        this.pending = '';
        if (this.isBroken) return Promise.resolve();
        return new Promise((resolve) => {
            this.stream.write(text, (error) => {
                if (error) this.breakOff();
                resolve();
            });
        });
    }

    /** As `flush`; what is written later goes into nothing. */
    async close(): Promise<void> {
        const flushed = this.flush();
        this.isClosed = true;
        await flushed;
    }

    private schedule(): void {
        if (this.scheduled) return;
        this.scheduled = true;
        setImmediate(() => {
            this.scheduled = false;
            if (this.pending) void this.flush();
        });
    }

    private breakOff(): void {
        if (this.isBroken) return;
        this.isBroken = true;
        this.pending = '';
        for (const listener of this.brokenListeners) listener();
    }
}
