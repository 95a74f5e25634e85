import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PanelCall, PanelCalls, PanelRow, RowFilter } from '../protocol/panelRows';
import type { WordName } from '../protocol/panelWords';
import { icon } from './icon';
import { identity, openCalls } from './openCalls';
import { PageElement } from './PageElement';
import { RovingRows, rowOf } from './RovingRows';
import { RowWindow } from './RowWindow';
import { TailScroll } from './TailScroll';

/** How a row is shown. */
export interface RowView {
    /** What says which kind of row it is; its cells. */
    tone: string;
    cells: TemplateResult;
    /** Shown below it once a person asks for it. */
    details?: (runKey: string) => TemplateResult;
}

/** A list of a run's rows that follows its end and reads what is older as it is scrolled to. */
export abstract class RowList extends PageElement {
    static override properties = {
        ...PageElement.properties,
        runKey: { attribute: false },
        isBlank: { attribute: false },
        calls: { attribute: false },
        isOver: { attribute: false },
        isShown: { attribute: false },
    };

    declare runKey: string;
    /** Whether the run had no rows when it was first shown. */
    declare isBlank: boolean;
    /** What the run waits for. */
    declare calls: PanelCalls;
    declare isOver: boolean;
    /** Nothing is read for a list that is not. */
    declare isShown: boolean;

    protected readonly held = new RowWindow({
        ask: (query) => this.context.extension.timeline(query),
        onChange: () => this.schedule(),
    });
    private readonly expanded = new Set<string>();
    /** Whether the filter or the run changed, or rows were told, while the list was not shown. */
    private due: 'all' | 'newer' | 'nothing' | undefined;
    private frame: number | undefined;
    private readonly roving = new RovingRows(this, {
        container: () => this.scroller,
        entry: 'last',
        beforeEdge: async (edge) => {
            if (edge === 'last' && this.held.hasNewer) await this.showNewest();
            if (edge === 'first') await this.held.showOldest();
            // What was read is otherwise drawn with the next frame.
            this.requestUpdate();
            await this.updateComplete;
        },
        onMove: () => {
            this.held.isFollowing = false;
        },
    });
    private readonly tail = new TailScroll(this, {
        scroller: () => this.scroller,
        isFollowing: () => this.held.isFollowing,
        follow: (isFollowing) => this.follow(isFollowing),
        near: (edge) => this.near(edge),
    });

    /** Takes what the run tells. */
    tell(rows: readonly PanelRow[], isGap: boolean): void {
        for (const row of rows) if (row.type === 'http' && row.call !== undefined) this.settle(row.call, row.key);
        if (this.isShown) this.held.tell(rows, isGap);
        else if (rows.length > 0 || isGap) this.due ??= 'newer';
    }

    protected abstract readonly words: { rows: WordName; empty: WordName; emptyYet: WordName };
    protected abstract filter(): RowFilter;
    protected abstract isFiltered(): boolean;
    protected abstract clearFilter(): void;
    protected abstract toolbar(): TemplateResult;
    protected abstract heading(): TemplateResult | typeof nothing;
    protected abstract view(row: PanelRow | PanelCall): RowView;

    /** Shows the rows that match what the filter is now. */
    protected refilter(): void {
        if (this.isShown) void this.held.show(this.runKey, this.filter());
        else this.due = 'all';
    }

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('runKey')) {
            this.expanded.clear();
            this.due = this.isBlank && this.isShown ? 'nothing' : 'all';
        }
        if (this.isShown && this.due) this.doDue();
        this.keepFocus();
    }

    protected override render(): TemplateResult {
        const { words } = this.context;
        const { hasNewer, loading, problem } = this.held;
        const rows = this.rows();
        const stop = this.roving.stop(rows.map(({ key }) => key));
        const label = words.say(this.words.rows);
        return html`
            ${this.toolbar()}
            <div class="list" role="treegrid" aria-label=${label} aria-rowcount="-1" aria-busy=${loading !== undefined}>
                ${this.heading()}
                <div
                    class="scroller"
                    role="rowgroup"
                    tabindex="-1"
                    @scroll=${this.tail.onScroll}
                    @focusin=${this.roving.onFocus}
                    @keydown=${this.onKey}
                    @click=${this.onClick}
                >
                    ${repeat(rows, identity, (row) => this.row(row, row.key === stop))}
                </div>
            </div>
            ${this.calls.more > 0 && !hasNewer ? html`<p class="more-calls">${words.say('http.moreCalls', words.count(this.calls.more))}</p>` : nothing}
            ${rows.length === 0 && problem === undefined ? this.emptiness() : nothing}
            ${problem ? html`<p class="list-problem">${icon('error', { tone: 'bad' })}${words.say('problem', problem)}</p>` : nothing}
            ${rows.length > 0 ? this.jumps() : nothing}
        `;
    }

    /** To the first and to the newest row, while neither is near. */
    private jumps(): TemplateResult | typeof nothing {
        const { words } = this.context;
        const { isFollowing, hasOlder, hasNewer } = this.held;
        if (!hasNewer && (isFollowing || this.tail.isAtEnd)) return nothing;
        const oldest = html`<vscode-button class="oldest" secondary @click=${() => this.jump(this.showOldest)}>${icon('arrow-up')}${words.say('button.oldest')}</vscode-button>`;
        return html`<div class="jumps">
            ${hasOlder ? oldest : nothing}
            <vscode-button class="newest" secondary @click=${() => this.jump(this.showNewest)}>${icon('arrow-down')}${words.say('button.newest')}</vscode-button>
        </div>`;
    }

    /** The buttons go when they have done their work: the list takes the focus that they had. */
    private jump(go: () => Promise<void>): Promise<void> {
        this.scroller?.focus({ preventScroll: true });
        return go();
    }

    private row(row: PanelRow | PanelCall, isStop: boolean): TemplateResult {
        const { tone, cells, details } = this.view(row);
        const isExpanded = details !== undefined && this.expanded.has(row.key);
        return html`<div
                class="row ${tone}"
                role="row"
                data-key=${row.key}
                data-depth=${Math.min(row.depth, 5)}
                aria-level=${row.depth + 1}
                aria-expanded=${details ? isExpanded : nothing}
                tabindex=${isStop ? 0 : -1}
            >
                <span class="twistie" aria-hidden="true">${details ? icon(isExpanded ? 'chevron-down' : 'chevron-right') : nothing}</span>
                ${cells}
            </div>
            ${isExpanded ? html`<div role="row" class="details" aria-level=${row.depth + 2}><div role="gridcell">${details(this.runKey)}</div></div>` : nothing}`;
    }

    /** The rows that are held, and below the newest one what is on its way. */
    private rows(): (PanelRow | PanelCall)[] {
        const { rows, hasNewer } = this.held;
        return hasNewer ? [...rows] : [...rows, ...openCalls(this.calls, rows, this.filter())];
    }

    /** An attempt has its row: that is to be as the one in its place was. */
    private settle(call: string, key: string): void {
        if (this.expanded.delete(call)) this.expanded.add(key);
        this.roving.rename(call, key);
    }

    private emptiness(): TemplateResult {
        const { words } = this.context;
        if (this.held.loading) return html`<p class="empty-list">${words.say('log.loading')}</p>`;
        if (!this.isFiltered()) {
            return html`<p class="empty-list">${words.say(this.isOver ? this.words.empty : this.words.emptyYet)}</p>`;
        }
        return html`<div class="empty-list">
            <p>${words.say('log.noMatch')}</p>
            <button type="button" class="link" @click=${() => this.clearFilter()}>${words.say('button.clearFilter')}</button>
        </div>`;
    }

    private readonly onKey = async (event: KeyboardEvent): Promise<void> => {
        if (!rowOf(event.target) && event.target !== event.currentTarget) return;
        const key = rowOf(event.target)?.dataset.key;
        const isOpen = key !== undefined && this.expanded.has(key);
        const isToggle =
            event.key === 'Enter' ||
            event.key === ' ' ||
            (event.key === 'ArrowRight' && !isOpen) ||
            (event.key === 'ArrowLeft' && isOpen);
        if (key !== undefined && isToggle && !event.ctrlKey && !event.metaKey && !event.altKey) {
            event.preventDefault();
            this.toggle(key);
        } else {
            await this.roving.move(event);
        }
    };

    private readonly onClick = (event: MouseEvent): void => {
        const target = event.target as Element;
        const key = target.closest<HTMLElement>('[data-key]')?.dataset.key;
        // Not what ends the marking of a text.
        if (key !== undefined && window.getSelection()?.isCollapsed !== false) this.toggle(key);
    };

    protected readonly showNewest = (): Promise<void> => {
        if (!this.held.hasNewer) {
            this.follow(true);
            return Promise.resolve();
        }
        return this.held.showNewest();
    };

    private readonly showOldest = async (): Promise<void> => {
        await this.held.showOldest();
        this.requestUpdate();
        await this.updateComplete;
        this.scroller?.scrollTo({ top: 0 });
    };

    private toggle(key: string): void {
        if (!this.expanded.delete(key)) this.expanded.add(key);
        this.follow(false);
        this.requestUpdate();
    }

    private follow(isFollowing: boolean): void {
        if (isFollowing && this.held.hasNewer) return;
        if (this.held.isFollowing === isFollowing) return;
        this.held.isFollowing = isFollowing;
        this.requestUpdate();
    }

    private near(edge: 'first' | 'last'): void {
        if (this.held.problem !== undefined) return;
        if (edge === 'first') void this.held.showOlder();
        else void this.held.showNewer();
    }

    private doDue(): void {
        const { due } = this;
        const isAll = due === 'all' || this.held.isFollowing;
        this.due = undefined;
        if (due === 'nothing') this.held.showBlank(this.runKey, this.filter());
        else if (isAll) void this.held.show(this.runKey, this.filter());
        else this.held.hasNewer = true;
    }

    /** The list takes the focus of a row that goes. */
    private keepFocus(): void {
        const key = rowOf(document.activeElement)?.dataset.key;
        if (key === undefined || !this.contains(document.activeElement)) return;
        if (this.rows().some((row) => row.key === key || identity(row) === key)) return;
        this.scroller?.focus({ preventScroll: true });
    }

    /** However often rows change, they are drawn once per frame. */
    private schedule(): void {
        this.frame ??= requestAnimationFrame(() => {
            this.frame = undefined;
            this.requestUpdate();
        });
    }

    private get scroller(): HTMLElement | null {
        return this.querySelector('.scroller');
    }
}
