import type { Disposable } from 'vscode';

/** Between two frames; a screen shows no more. */
const FRAME_MS = 16;

/**
 * Calls `send` soon after something was `due`, at most once per frame, and not before what it sent last has arrived: a
 * page that is slower than the run gets fewer and larger frames.
 */
export class FramePump implements Disposable {
    private timer: NodeJS.Timeout | undefined;
    private isSending = false;
    private isDue = false;
    private isOver = false;

    constructor(private readonly send: () => PromiseLike<unknown>) {}

    due(): void {
        this.isDue = true;
        if (this.isOver || this.isSending || this.timer) return;
        this.timer = setTimeout(() => void this.beat(), FRAME_MS);
    }

    dispose(): void {
        this.isOver = true;
        clearTimeout(this.timer);
    }

    private async beat(): Promise<void> {
        this.timer = undefined;
        this.isDue = false;
        this.isSending = true;
        try {
            await this.send();
        } finally {
            this.isSending = false;
            if (this.isDue) this.due();
        }
    }
}
