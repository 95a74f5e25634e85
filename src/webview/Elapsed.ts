import { html, type TemplateResult } from 'lit';
import { type PageContext, PageElement } from './PageElement';

/** Milliseconds between two readings of the clock. */
const TICK = 1_000;

/** How long something has been going on; it counts by itself, so that what it stands in need not be drawn again. */
export class Elapsed extends PageElement {
    static override properties = { ...PageElement.properties, since: { attribute: false } };

    /** ISO 8601 */
    declare since: string;
    private timer: number | undefined;

    override connectedCallback(): void {
        super.connectedCallback();
        this.timer = window.setInterval(() => this.requestUpdate(), TICK);
    }

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        window.clearInterval(this.timer);
    }

    protected override render(): string {
        // The clock of a remote host may be ahead of this one.
        return this.context.words.duration(Math.max(0, Date.now() - Date.parse(this.since)));
    }
}

customElements.define('syncbench-elapsed', Elapsed);

/** Whole seconds since a moment. Who has it read out gets no number that changes all the time. */
export function elapsed(context: PageContext, since: string): TemplateResult {
    return html`<syncbench-elapsed aria-hidden="true" .context=${context} .since=${since}></syncbench-elapsed>`;
}
