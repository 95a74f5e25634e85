import { html, type TemplateResult } from 'lit';
import type { PanelCall, PanelRow, RowFilter } from '../protocol/panelRows';
import { Delayed } from './Delayed';
import { filterField } from './filterField';
import { httpRow, openCallRow } from './httpRow';
import { RowList, type RowView } from './RowList';

/** The HTTP attempts of a run, each a row of a table. */
export class HttpView extends RowList {
    protected override readonly words = { rows: 'http.rows', empty: 'http.empty', emptyYet: 'log.emptyYet' } as const;
    private readonly typed = new Delayed(() => this.refilter());

    protected override filter(): RowFilter {
        const text = this.context.state.get('httpText');
        return { types: ['http'], ...(text && { text }) };
    }

    protected override isFiltered(): boolean {
        return this.context.state.get('httpText') !== '';
    }

    protected override clearFilter(): void {
        this.context.state.set({ httpText: '' });
        this.requestUpdate();
        this.refilter();
        this.querySelector<HTMLElement>('.filter')?.focus();
    }

    protected override toolbar(): TemplateResult {
        const { words, state } = this.context;
        return html`<div class="toolbar">
            ${filterField({
                label: words.say('http.filter'),
                value: state.get('httpText'),
                onChange: (httpText) => {
                    state.set({ httpText });
                    this.typed.ask();
                },
            })}
        </div>`;
    }

    protected override heading(): TemplateResult {
        const { words } = this.context;
        return html`<div role="rowgroup" class="heading">
            <div role="row" class="row http">
                <span class="twistie" aria-hidden="true"></span>
                <span role="columnheader" class="method">${words.say('http.method')}</span>
                <span role="columnheader" class="url">${words.say('http.url')}</span>
                <span role="columnheader" class="status">${words.say('http.status')}</span>
                <span role="columnheader" class="number">${words.say('http.time')}</span>
                <span role="columnheader" class="number size">${words.say('http.size')}</span>
            </div>
        </div>`;
    }

    protected override view(row: PanelRow | PanelCall): RowView {
        if (row.type === 'call') return openCallRow(this.context, row);
        if (row.type !== 'http') throw new Error(`A row of the type "${row.type}" is no HTTP attempt.`);
        return httpRow(this.context, row);
    }
}

customElements.define('syncbench-http', HttpView);
