import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { PanelRecord, PanelRun, RecordChange } from '../protocol/panel';
import { Delayed } from './Delayed';
import { choiceField, filterField } from './filterField';
import { CHANGE_ICONS, CHANGES, icon } from './icon';
import { modelList } from './modelList';
import { PageElement } from './PageElement';
import { RecordWindow } from './RecordWindow';
import { RovingRows, rowOf } from './RovingRows';
import { TailScroll } from './TailScroll';

/** The records that a run touched: how many of each model, and which. */
export class RecordsView extends PageElement {
    static override properties = {
        ...PageElement.properties,
        run: { attribute: false },
        isShown: { attribute: false },
        model: { state: true },
    };

    declare run: PanelRun;
    /** Nothing is read for a view that is not. */
    declare isShown: boolean;
    declare protected model: string | undefined;

    private readonly held = new RecordWindow({
        ask: (query) => this.context.extension.records(query),
        onChange: () => this.requestUpdate(),
    });
    /** What the list shows: the run, the model and how many of it were touched by then. */
    private listed: { key: string; model: string | undefined; touched: number } | undefined;
    private readonly roving = new RovingRows(this, { container: () => this.scroller, entry: 'first' });
    private readonly place = new TailScroll(this, {
        scroller: () => this.scroller,
        isFollowing: () => false,
        follow: () => {},
        near: (edge) => {
            if (this.held.problem === undefined)
                void (edge === 'first' ? this.held.showEarlier() : this.held.showLater());
        },
    });
    private readonly typed = new Delayed(() => this.list());

    protected override willUpdate(_changed: PropertyValues<this>): void {
        const models = Object.keys(this.run.counters.models);
        if (this.model === undefined || !models.includes(this.model)) this.model = models[0];
        if (this.isShown) this.follow();
        const key = rowOf(document.activeElement)?.dataset.key;
        if (key === undefined || !this.scroller?.contains(document.activeElement)) return;
        if (!this.held.records.some((record) => keyOf(record) === key)) this.scroller.focus({ preventScroll: true });
    }

    protected override render(): TemplateResult {
        const { words, state } = this.context;
        const { models } = this.run.counters;
        if (this.model === undefined) return html`<p class="empty-list">${words.say('records.empty')}</p>`;
        return html`
            ${modelList(this.context, {
                models,
                selected: this.model,
                select: (model) => {
                    this.model = model;
                },
            })}
            <div class="toolbar">
                ${filterField({
                    label: words.say('records.filter'),
                    value: state.get('recordText'),
                    onChange: (recordText) => {
                        state.set({ recordText });
                        this.typed.ask();
                    },
                })}
                ${choiceField({
                    label: words.say('records.change'),
                    value: state.get('recordChange'),
                    options: [
                        { value: '', label: words.say('records.all') },
                        ...CHANGES.map((change) => ({ value: change, label: words.say(`change.${change}`) })),
                    ],
                    onChange: (recordChange) => {
                        state.set({ recordChange: recordChange as RecordChange | '' });
                        this.list();
                    },
                })}
            </div>
            ${this.records()}
        `;
    }

    private records(): TemplateResult {
        const { words } = this.context;
        const { records, isLoading, problem } = this.held;
        const stop = this.roving.stop(records.map(keyOf));
        return html`<div class="list" role="grid" aria-label=${words.say('records.rows')} aria-rowcount="-1" aria-busy=${isLoading}>
                <div role="rowgroup" class="heading">
                    <div role="row" class="row record">
                        <span role="columnheader" class="change">${words.say('records.change')}</span>
                        <span role="columnheader" class="id">${words.say('records.id')}</span>
                    </div>
                </div>
                <div
                    class="scroller"
                    role="rowgroup"
                    tabindex="-1"
                    @scroll=${this.place.onScroll}
                    @focusin=${this.roving.onFocus}
                    @keydown=${this.onKey}
                    @click=${this.onClick}
                >
                    ${repeat(records, keyOf, (record) => this.row(record, keyOf(record) === stop))}
                </div>
            </div>
            ${records.length === 0 && problem === undefined ? this.emptiness() : nothing}
            ${problem ? html`<p class="list-problem">${icon('error', { tone: 'bad' })}${words.say('problem', problem)}</p>` : nothing}`;
    }

    private row(record: PanelRecord, isStop: boolean): TemplateResult {
        const { name, tone } = CHANGE_ICONS[record.change];
        return html`<div class="row record" role="row" data-key=${keyOf(record)} data-id=${record.id} tabindex=${isStop ? 0 : -1}>
            <span role="gridcell" class="change">${icon(name, { tone })}${this.context.words.say(`change.${record.change}`)}</span>
            <span role="gridcell" class="id" title=${record.id}>${record.id}</span>
        </div>`;
    }

    private emptiness(): TemplateResult {
        const { words, state } = this.context;
        const isFiltered = state.get('recordText') !== '' || state.get('recordChange') !== '';
        if (this.held.isLoading) return html`<p class="empty-list">${words.say('log.loading')}</p>`;
        if (!isFiltered) return html`<p class="empty-list">${words.say('records.empty')}</p>`;
        return html`<div class="empty-list">
            <p>${words.say('records.noMatch')}</p>
            <button type="button" class="link" @click=${this.clearFilter}>${words.say('button.clearFilter')}</button>
        </div>`;
    }

    private readonly clearFilter = (): void => {
        this.context.state.set({ recordText: '', recordChange: '' });
        this.list();
        this.querySelector<HTMLElement>('.filter')?.focus();
    };

    /** Reads anew what is listed, when it is another model or run, and its end, when the run touched more. */
    private follow(): void {
        const { model } = this;
        const { key, counters } = this.run;
        const counts = model === undefined ? undefined : counters.models[model];
        const touched = counts ? CHANGES.reduce((sum, change) => sum + counts[change], 0) : 0;
        const { listed } = this;
        this.listed = { key, model, touched };
        if (listed?.key !== key || listed.model !== model) this.list();
        else if (listed.touched !== touched) void this.held.refresh();
    }

    private list(): void {
        const { state } = this.context;
        const { model } = this;
        const id = state.get('recordText');
        const change = state.get('recordChange');
        const filter = { ...(id && { id }), ...(change && { change }) };
        void this.held.show(model === undefined ? undefined : { key: this.run.key, model, ...filter });
    }

    private open(id: string | undefined): void {
        const { key } = this.run;
        const { model } = this;
        if (id === undefined || model === undefined) return;
        this.context.extension.send({ type: 'openRecord', key, model, id });
    }

    private readonly onKey = async (event: KeyboardEvent): Promise<void> => {
        if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            this.open(rowOf(event.target)?.dataset.id);
        } else {
            await this.roving.move(event);
        }
    };

    private readonly onClick = (event: MouseEvent): void => {
        if (window.getSelection()?.isCollapsed === false) return;
        this.open((event.target as Element).closest<HTMLElement>('[data-key]')?.dataset.id);
    };

    private get scroller(): HTMLElement | null {
        return this.querySelector('.list .scroller');
    }
}

/** A record is touched once in a list, but may be in two pages of it while the run goes on. */
function keyOf({ seq, id }: PanelRecord): string {
    return `${seq}:${id}`;
}

customElements.define('syncbench-records', RecordsView);
