import { html, type TemplateResult } from 'lit';
import type { RecordCounts } from '../protocol/events';
import { CHANGE_ICONS, CHANGES, icon } from './icon';
import type { PageContext } from './PageElement';

interface ModelList {
    models: Record<string, RecordCounts>;
    selected: string;
    select(model: string): void;
}

/** The models that a run saved, with what became of their records; the selected one's are listed. */
export function modelList({ words }: PageContext, { models, selected, select }: ModelList): TemplateResult {
    const names = Object.keys(models);
    const onKey = (event: KeyboardEvent): void => {
        const from = names.indexOf(selected);
        const steps: Record<string, number> = {
            ArrowUp: from - 1,
            ArrowDown: from + 1,
            Home: 0,
            End: names.length - 1,
        };
        const to = steps[event.key];
        const name = to === undefined ? undefined : names[to];
        if (to === undefined) return;
        event.preventDefault();
        if (name === undefined) return;
        select(name);
        const options = (event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=option]');
        options[to]?.focus();
    };
    return html`<div class="models" role="listbox" aria-label=${words.say('records.model')} @keydown=${onKey}>
        ${Object.entries(models).map(
            ([name, counts]) => html`<div
                class="model"
                role="option"
                aria-selected=${name === selected}
                aria-label=${words.say('count.model', name, ...CHANGES.map((change) => words.count(counts[change])))}
                tabindex=${name === selected ? 0 : -1}
                @click=${() => select(name)}
            >
                <span class="model-name">${name}</span>
                ${CHANGES.map((change) => countView(counts[change], change))}
            </div>`,
        )}
    </div>`;

    function countView(count: number, change: (typeof CHANGES)[number]): TemplateResult {
        const { name, tone } = CHANGE_ICONS[change];
        return html`<span class="change ${count === 0 ? 'none' : ''}">
            ${icon(name, { tone: count === 0 ? 'quiet' : tone })}<span>${words.count(count)}</span> ${words.say(`change.${change}`)}
        </span>`;
    }
}
