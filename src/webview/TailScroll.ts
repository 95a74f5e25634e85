import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Pixels from the end that still count as being there. */
const AT_END = 4;
/** Pixels from an edge at which the rows behind it are asked for. */
const NEAR = 400;

interface TailScrollOptions {
    scroller(): HTMLElement | null;
    isFollowing(): boolean;
    /** A person went to the end, or away from it. */
    follow(isFollowing: boolean): void;
    /** Rows before the first, or after the last, will soon be seen. */
    near(edge: 'first' | 'last'): void;
}

/**
 * Keeps a list scrolled to its end while the end is followed, and what is seen in its place while it is not, whatever
 * is put before it or taken away.
 */
export class TailScroll implements ReactiveController {
    /** Whether the last row is seen whole. */
    isAtEnd = true;
    private top = 0;
    private anchor: { key: string; offset: number } | undefined;
    private readonly resized = new ResizeObserver(() => this.settle());
    private observed: HTMLElement | undefined;

    constructor(
        private readonly host: ReactiveControllerHost,
        private readonly options: TailScrollOptions,
    ) {
        host.addController(this);
    }

    hostDisconnected(): void {
        this.resized.disconnect();
        this.observed = undefined;
    }

    /** To be called before the rows change. */
    hostUpdate(): void {
        this.anchor = this.options.isFollowing() ? undefined : this.firstSeen();
    }

    hostUpdated(): void {
        const scroller = this.options.scroller();
        if (scroller && scroller !== this.observed) {
            this.resized.disconnect();
            this.resized.observe(scroller);
            this.observed = scroller;
        }
        this.settle();
    }

    readonly onScroll = (): void => {
        const scroller = this.options.scroller();
        if (!scroller) return;
        const { scrollTop, scrollHeight, clientHeight } = scroller;
        const step = scrollTop - this.top;
        const isAtEnd = scrollHeight - clientHeight - scrollTop <= AT_END;
        this.top = scrollTop;
        if (step < 0 && !isAtEnd) this.options.follow(false);
        if (step > 0 && isAtEnd) this.options.follow(true);
        this.look();
    };

    private settle(): void {
        const scroller = this.options.scroller();
        if (!scroller || scroller.clientHeight === 0) return;
        if (this.options.isFollowing()) {
            scroller.scrollTop = scroller.scrollHeight;
        } else if (this.anchor) {
            const { key, offset } = this.anchor;
            const row = rows(scroller).find((each) => each.dataset.key === key);
            if (row) scroller.scrollTop += row.offsetTop - scroller.scrollTop - offset;
        }
        this.top = scroller.scrollTop;
        this.look();
    }

    private look(): void {
        const scroller = this.options.scroller();
        if (!scroller || scroller.clientHeight === 0) return;
        const { scrollTop, scrollHeight, clientHeight } = scroller;
        const fromEnd = scrollHeight - clientHeight - scrollTop;
        if (this.isAtEnd !== fromEnd <= AT_END) {
            this.isAtEnd = !this.isAtEnd;
            this.host.requestUpdate();
        }
        if (scrollTop < NEAR) this.options.near('first');
        if (fromEnd < NEAR) this.options.near('last');
    }

    private firstSeen(): { key: string; offset: number } | undefined {
        const scroller = this.options.scroller();
        if (!scroller) return undefined;
        const { scrollTop } = scroller;
        const row = rows(scroller).find((each) => each.offsetTop + each.offsetHeight > scrollTop);
        return row?.dataset.key === undefined ? undefined : { key: row.dataset.key, offset: row.offsetTop - scrollTop };
    }
}

function rows(scroller: HTMLElement): HTMLElement[] {
    return [...scroller.querySelectorAll<HTMLElement>('[data-key]')];
}
