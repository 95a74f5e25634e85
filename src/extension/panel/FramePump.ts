import type { Disposable } from 'vscode';

/** Between two frames; a screen shows no more. */
const FRAME_MS = 16;
/** Until what can wait is sent by itself. */
const CALM_MS = 100;
/** Frames that may be on their way: with one, each would wait until the one before has been taken back and forth. */
const ON_THE_WAY = 2;

/**
 * Calls `send` as soon as something is `due`, at most once per frame, and not while two of the frames that it sent have
 * not arrived: a page that is slower than the run gets fewer and larger frames. What can wait goes along with what cannot.
 */
export class FramePump implements Disposable {
    private timer: NodeJS.Timeout | undefined;
    /** When it will go off. */
    private dueAt = Number.POSITIVE_INFINITY;
    private sentAt = Number.NEGATIVE_INFINITY;
    private onTheWay = 0;
    private isDue = false;
    private isOver = false;

    constructor(private readonly send: () => PromiseLike<unknown>) {}

    due({ canWait = false } = {}): void {
        this.isDue = true;
        if (this.isOver || this.onTheWay >= ON_THE_WAY) return;
        const now = performance.now();
        const dueAt = Math.max(now + (canWait ? CALM_MS : 0), this.sentAt + FRAME_MS);
        if (this.timer && this.dueAt <= dueAt) return;
        clearTimeout(this.timer);
        this.dueAt = dueAt;
        this.timer = setTimeout(() => void this.beat(), dueAt - now);
    }

    /** What was due has been sent otherwise. */
    clear(): void {
        this.isDue = false;
        clearTimeout(this.timer);
        this.timer = undefined;
    }

    dispose(): void {
        this.isOver = true;
        this.clear();
    }

    private async beat(): Promise<void> {
        this.timer = undefined;
        this.isDue = false;
        this.sentAt = performance.now();
        this.onTheWay++;
        try {
            await this.send();
        } finally {
            this.onTheWay--;
            if (this.isDue) this.due();
        }
    }
}
