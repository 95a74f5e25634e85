import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { BodySide } from '../protocol/httpBodies';
import type { BodiesAnswer, BodiesQuery, PanelBody } from '../protocol/panel';
import type { PanelRow } from '../protocol/panelRows';
import { wasNotSent } from '../protocol/wasNotSent';
import { icon } from './icon';
import { type PageContext, PageElement } from './PageElement';

type HttpRow = Extract<PanelRow, { type: 'http' }>;
type Attempt = HttpRow['attempt'];

const SIDES: readonly BodySide[] = ['request', 'response'];

/** What an attempt sent and what came back, in its details: asked for once these are open, and only then. */
export function bodiesView(context: PageContext, runKey: string, row: HttpRow): TemplateResult | typeof nothing {
    const { requestSize, responseSize } = row.attempt;
    if (wasNotSent(row.attempt) || (requestSize === 0 && responseSize === 0)) return nothing;
    return html`<syncbench-bodies .context=${context} .runKey=${runKey} .runId=${row.runId} .seq=${row.seq} .attempt=${row.attempt}></syncbench-bodies>`;
}

class HttpBodiesView extends PageElement {
    static override properties = {
        ...PageElement.properties,
        runKey: { attribute: false },
        runId: { attribute: false },
        seq: { attribute: false },
        attempt: { attribute: false },
        answer: { state: true },
        problem: { state: true },
    };

    declare runKey: string;
    declare runId: string;
    declare seq: number;
    declare attempt: Attempt;
    /** Undefined while it is waited for. */
    declare protected answer: BodiesAnswer | undefined;
    declare protected problem: string | undefined;

    protected override willUpdate(changed: PropertyValues<this>): void {
        if (changed.has('runKey') || changed.has('runId') || changed.has('seq')) void this.ask();
    }

    protected override render(): TemplateResult {
        const { words } = this.context;
        if (this.problem !== undefined) {
            return html`<p class="bad-text">${icon('error', { tone: 'bad' })}${words.say('problem', this.problem)}</p>`;
        }
        const sides = SIDES.filter((side) => this.answer?.[side] ?? this.isExpected(side));
        return html`<div class="headers" aria-busy=${this.answer === undefined}>${sides.map((side) => this.side(side))}</div>`;
    }

    /** Whether there was a body, as far as sizes tell: that of a stream, or of a `fetch`, is not known. */
    private isExpected(side: BodySide): boolean {
        const { requestSize = 0, responseHeaders, responseSize } = this.attempt;
        return side === 'request' ? requestSize > 0 : responseHeaders !== undefined && responseSize !== 0;
    }

    private side(side: BodySide): TemplateResult {
        const { words } = this.context;
        const body = this.answer?.[side];
        const size = body?.size === undefined ? undefined : words.size(body.size);
        const facts = [body?.type, size].filter((fact) => fact !== undefined);
        return html`<section>
            <h2>${words.say(`body.${side}`)}<span class="quiet">${facts.join(' · ')}</span></h2>
            ${this.answer ? this.content(side, body) : html`<p class="quiet">${words.say('log.loading')}</p>`}
        </section>`;
    }

    private content(side: BodySide, body: PanelBody | undefined): TemplateResult {
        const { words } = this.context;
        if (body?.text === undefined) {
            return html`<p class="quiet">${words.say(`body.${body?.omitted ?? 'notKept'}`)}</p>`;
        }
        const { text, cut, hasMore } = body;
        const notes = [hasMore && words.say('body.beginning'), cut && words.say('body.cut')].filter(Boolean);
        return html`<pre class="whole" tabindex="0" role="group" aria-label=${words.say(`body.${side}`)}>${text}</pre>
            <p>
                <button type="button" class="link" @click=${() => this.open(side)}>${icon('go-to-file')}${words.say('button.openOutput')}</button>
                ${notes.length > 0 ? html`<span class="quiet">${notes.join(' ')}</span>` : nothing}
            </p>`;
    }

    private open(side: BodySide): void {
        this.context.extension.send({ type: 'openBody', side, ...this.query() });
    }

    private async ask(): Promise<void> {
        const query = this.query();
        const isStill = () => JSON.stringify(this.query()) === JSON.stringify(query);
        this.answer = undefined;
        this.problem = undefined;
        try {
            const answer = await this.context.extension.bodies(query);
            if (isStill()) this.answer = answer;
        } catch (error) {
            if (isStill()) this.problem = error instanceof Error ? error.message : String(error);
        }
    }

    private query(): BodiesQuery {
        return { key: this.runKey, runId: this.runId, seq: this.seq };
    }
}

customElements.define('syncbench-bodies', HttpBodiesView);
