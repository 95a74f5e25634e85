import type { ReactiveController, ReactiveControllerHost } from 'lit';

interface RovingRowsOptions {
    /** What scrolls; its elements with a `data-key` are the rows. */
    container(): HTMLElement | null;
    /** The row that Tab reaches as long as none was chosen. */
    entry: 'first' | 'last';
    /** The first or the last row is wanted, which may not be there yet. */
    beforeEdge?(edge: 'first' | 'last'): Promise<void>;
    /** A person moved among the rows. */
    onMove?(): void;
}

/**
 * One stop of the Tab key for a list of rows, and arrow keys, Page Up, Page Down, Home and End among them (the ARIA grid
 * pattern with a roving tabindex).
 */
export class RovingRows implements ReactiveController {
    private active: string | undefined;
    /** Whether a row had the focus before the rows were drawn. */
    private hasFocus = false;

    constructor(
        private readonly host: ReactiveControllerHost,
        private readonly options: RovingRowsOptions,
    ) {
        host.addController(this);
    }

    hostUpdate(): void {
        this.hasFocus = rowOf(document.activeElement) !== undefined && this.holdsFocus();
    }

    /** A row that was put in another place has lost the focus by that. */
    hostUpdated(): void {
        if (!this.hasFocus || this.holdsFocus()) return;
        const row = this.rows().find(({ dataset }) => dataset.key === this.active);
        row?.focus({ preventScroll: true });
    }

    /** The key of the row that Tab reaches. */
    stop(keys: readonly string[]): string | undefined {
        if (this.active !== undefined && keys.includes(this.active)) return this.active;
        return this.options.entry === 'first' ? keys[0] : keys.at(-1);
    }

    /** A row is known by another key from now on. */
    rename(from: string, to: string): void {
        if (this.active === from) this.active = to;
    }

    readonly onFocus = (event: FocusEvent): void => {
        const key = rowOf(event.target)?.dataset.key;
        if (key === undefined || key === this.active) return;
        this.active = key;
        this.host.requestUpdate();
    };

    /** @returns whether the key was one for moving */
    async move(event: KeyboardEvent): Promise<boolean> {
        if (event.ctrlKey || event.metaKey || event.altKey) return false;
        const edge = event.key === 'Home' ? 'first' : event.key === 'End' ? 'last' : undefined;
        const step = edge ? undefined : this.step(event.key);
        if (!edge && step === undefined) return false;
        event.preventDefault();
        const from = rowOf(event.target);
        if (edge) await this.options.beforeEdge?.(edge);
        const rows = this.rows();
        const at = from ? rows.indexOf(from) : -1;
        // From the list itself, which has the focus when the row that had it is gone.
        const origin = at < 0 ? rows.findIndex((row) => row.tabIndex === 0) - Math.sign(step ?? 0) : at;
        const to = edge === 'first' ? 0 : edge ? rows.length - 1 : origin + (step ?? 0);
        const row = rows[Math.min(Math.max(to, 0), rows.length - 1)];
        if (!row) return true;
        this.options.onMove?.();
        row.focus({ preventScroll: true });
        row.scrollIntoView({ block: 'nearest' });
        return true;
    }

    private step(key: string): number | undefined {
        if (key === 'ArrowDown') return 1;
        if (key === 'ArrowUp') return -1;
        if (key !== 'PageDown' && key !== 'PageUp') return undefined;
        const height = this.rows()[0]?.offsetHeight ?? 1;
        const page = Math.max(1, Math.floor((this.options.container()?.clientHeight ?? 0) / height) - 1);
        return key === 'PageDown' ? page : -page;
    }

    private holdsFocus(): boolean {
        return this.options.container()?.contains(document.activeElement) ?? false;
    }

    private rows(): HTMLElement[] {
        return [...(this.options.container()?.querySelectorAll<HTMLElement>('[data-key]') ?? [])];
    }
}

/** The row that an event is about; undefined for what is inside its details. */
export function rowOf(target: EventTarget | null): HTMLElement | undefined {
    return target instanceof HTMLElement && target.dataset.key !== undefined ? target : undefined;
}
