import { html, nothing, type TemplateResult } from 'lit';
import type { LogLevel } from '../protocol/events';
import type { PanelCall, PanelRow, RowFilter } from '../protocol/panelRows';
import { Delayed } from './Delayed';
import { choiceField, filterField } from './filterField';
import { logRow } from './logRow';
import { RowList, type RowView } from './RowList';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** All that happened in a run, in the order of time: what it logged, HTTP attempts, batches of records, waits. */
export class LogView extends RowList {
    protected override readonly words = { rows: 'log.rows', empty: 'log.empty', emptyYet: 'log.emptyYet' } as const;
    private readonly typed = new Delayed(() => this.refilter());

    protected override filter(): RowFilter {
        const { state } = this.context;
        const least = LEVELS.indexOf(state.get('logLevel') as LogLevel);
        const text = state.get('logText');
        return { ...(least >= 0 && { levels: LEVELS.slice(least) }), ...(text && { text }) };
    }

    protected override isFiltered(): boolean {
        const { state } = this.context;
        return state.get('logLevel') !== '' || state.get('logText') !== '';
    }

    protected override clearFilter(): void {
        this.context.state.set({ logLevel: '', logText: '' });
        this.requestUpdate();
        this.refilter();
        this.querySelector<HTMLElement>('.filter')?.focus();
    }

    protected override toolbar(): TemplateResult {
        const { words, state } = this.context;
        const levels = LEVELS.map((level) => ({
            value: level,
            label:
                level === 'error' ? words.say('level.error') : words.say('log.andAbove', words.say(`level.${level}`)),
        }));
        return html`<div class="toolbar">
            ${filterField({
                label: words.say('log.filter'),
                value: state.get('logText'),
                onChange: (logText) => {
                    state.set({ logText });
                    this.typed.ask();
                },
            })}
            ${choiceField({
                label: words.say('log.level'),
                value: state.get('logLevel'),
                options: [{ value: '', label: words.say('log.all') }, ...levels],
                onChange: (logLevel) => {
                    state.set({ logLevel });
                    this.refilter();
                },
            })}
        </div>`;
    }

    protected override heading(): typeof nothing {
        return nothing;
    }

    protected override view(row: PanelRow | PanelCall): RowView {
        return logRow(this.context, row);
    }
}

customElements.define('syncbench-log', LogView);
