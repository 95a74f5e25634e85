import { html, nothing, type TemplateResult } from 'lit';
import { PageElement } from './PageElement';
import { TABS, type Tab } from './PageState';

/** The tabs of a run. Arrow keys go from one to the next and show it; Home and End, to the first and the last. */
export class TabList extends PageElement {
    static override properties = {
        ...PageElement.properties,
        selected: { attribute: false },
        counts: { attribute: false },
    };

    declare selected: Tab;
    /** Shown beside a tab's name where it is not 0. */
    declare counts: Partial<Record<Tab, number>>;

    protected override render(): TemplateResult {
        const { words } = this.context;
        return html`<div class="tabs" role="tablist" aria-label=${words.say('tabs')} @keydown=${this.onKey}>
            ${TABS.map((tab) => this.tab(tab))}
        </div>`;
    }

    private tab(tab: Tab): TemplateResult {
        const { words } = this.context;
        const isSelected = tab === this.selected;
        const count = this.counts[tab] ?? 0;
        return html`<button
            type="button"
            role="tab"
            id="tab-${tab}"
            aria-selected=${isSelected}
            aria-controls="part-${tab}"
            tabindex=${isSelected ? 0 : -1}
            @click=${() => this.choose(tab)}
        >
            ${words.say(`tab.${tab}`)}${count > 0 ? html`<vscode-badge>${words.count(count)}</vscode-badge>` : nothing}
        </button>`;
    }

    private async onKey(event: KeyboardEvent): Promise<void> {
        const from = TABS.indexOf(this.selected);
        const steps: Record<string, number> = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: -1 };
        const to = steps[event.key];
        const tab = to === undefined ? undefined : TABS.at(to % TABS.length);
        if (!tab) return;
        event.preventDefault();
        this.choose(tab);
        await this.updateComplete;
        this.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
    }

    private choose(tab: Tab): void {
        this.selected = tab;
        this.dispatchEvent(new CustomEvent<Tab>('choose', { detail: tab }));
    }
}

customElements.define('syncbench-tabs', TabList);
