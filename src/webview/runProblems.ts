import { html, nothing, type TemplateResult } from 'lit';
import type { PanelError, PanelPlace, PanelRun } from '../protocol/panel';
import { icon } from './icon';
import type { PageContext } from './PageElement';

/** Why a run failed, and what it was warned of; nothing where there is neither. */
export function runProblems(context: PageContext, run: PanelRun): TemplateResult | typeof nothing {
    if (!run.error && run.warnings.length === 0) return nothing;
    return html`<div class="problems">
        ${run.error ? errorView(context, run.key, run.error) : nothing} ${warningsView(context, run)}
    </div>`;
}

function errorView(context: PageContext, key: string, error: PanelError): TemplateResult {
    const { words } = context;
    const { type, message, advice, status, payload, places, related } = error;
    return html`<section class="problem error" aria-labelledby="error-title">
        ${icon('error', { tone: 'bad' })}
        <div>
            <h2 id="error-title" class="unseen">${words.say('error.title')}</h2>
            <p class="message">${message}</p>
            <p class="facts-line">
                <code>${type}</code>${status === undefined ? nothing : html`<span>${words.say('error.status', status)}</span>`}
            </p>
            ${advice ? html`<p class="advice">${icon('lightbulb')}<span>${advice}</span></p>` : nothing}
            ${places.length > 0 ? html`<ul class="places">${places.map((place) => html`<li>${placeView(context, key, place)}</li>`)}</ul>` : nothing}
            ${related.length > 0 ? relatedView(context, key, related) : nothing}
            ${
                payload === undefined
                    ? nothing
                    : html`<details>
                          <summary>${words.say('error.payload')}</summary>
                          <pre tabindex="0" role="region" aria-label=${words.say('error.payload')}>${payload}</pre>
                      </details>`
            }
        </div>
    </section>`;
}

function relatedView(context: PageContext, key: string, related: PanelError['related']): TemplateResult {
    return html`<h3>${context.words.say('error.related')}</h3>
        <ul class="places">
            ${related.map(({ message, place }) => html`<li>${message} ${place ? placeView(context, key, place) : nothing}</li>`)}
        </ul>`;
}

function placeView({ words, extension }: PageContext, key: string, place: PanelPlace): TemplateResult {
    const { label, file, line, column, function: name } = place;
    const open = (): void => extension.send({ type: 'openPlace', key, place: { file, line, column } });
    return html`<button type="button" class="link" @click=${open}>${label}</button>
        ${name ? html`<span class="quiet">${words.say('error.in', name)}</span>` : nothing}`;
}

function warningsView({ words }: PageContext, { warnings }: PanelRun): TemplateResult[] {
    return warnings.map(
        ({ code, message }) => html`<section class="problem warning">
            ${icon('warning', { label: words.say('header.warning'), tone: 'odd' })}
            <div>
                <p class="message">${message} <code class="quiet">${code}</code></p>
            </div>
        </section>`,
    );
}
