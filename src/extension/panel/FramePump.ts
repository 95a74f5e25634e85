import type { Disposable } from 'vscode';

/** Between two frames; a screen shows no more. */
const FRAME_MS = 16;
/** Frames that may be on their way: with one, each would wait until the one before has been taken back and forth. */
const ON_THE_WAY = 2;

/**
 * Calls `send` as soon as something is `due`, at most once per frame, and not while two of the frames that it sent have
 * not arrived: a page that is slower than the run gets fewer and larger frames.
 */
export class FramePump implements Disposable {
    private timer: NodeJS.Timeout | undefined;
    private sentAt = Number.NEGATIVE_INFINITY;
    private onTheWay = 0;
    private isDue = false;
    private isOver = false;

    constructor(private readonly send: () => PromiseLike<unknown>) {}

    due(): void {
        this.isDue = true;
        if (this.isOver || this.timer || this.onTheWay >= ON_THE_WAY) return;
        const wait = Math.max(0, this.sentAt + FRAME_MS - performance.now());
        this.timer = setTimeout(() => void this.beat(), wait);
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
