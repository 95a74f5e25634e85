import { html, nothing, type TemplateResult } from 'lit';
import type { PanelError, PanelPlace, PanelResponse, PanelRun } from '../protocol/panel';
import { icon } from './icon';
import type { PageContext } from './PageElement';
import { warningView } from './warningView';

/** Why a run failed, and what it was warned of; nothing where there is neither. */
export function runProblems(context: PageContext, run: PanelRun): TemplateResult | typeof nothing {
    if (!run.error && run.warnings.length === 0) return nothing;
    // In a low view it scrolls, which keys can do only where the focus can be.
    return html`<div class="problems" tabindex="0" role="region" aria-label=${context.words.say('header.problems')}>
        ${run.error ? errorView(context, run, run.error) : nothing} ${run.warnings.map((warning) => warningView(context, warning))}
    </div>`;
}

function errorView(context: PageContext, { key, response }: PanelRun, error: PanelError): TemplateResult {
    const { words } = context;
    const { type, message, advice, status, payload, places, related, setting } = error;
    return html`<section class="problem error" aria-labelledby="error-title">
        ${icon('error', { tone: 'bad' })}
        <div>
            <h2 id="error-title" class="unseen">${words.say('error.title')}</h2>
            <p class="message" tabindex=${isLong(message) ? 0 : nothing} role=${isLong(message) ? 'group' : nothing}>${message}</p>
            <div class="facts-line">
                ${places.length > 0 ? html`<ul class="places">${places.map((place) => html`<li>${placeView(context, key, place)}</li>`)}</ul>` : nothing}
                <code>${type}</code>${status === undefined ? nothing : html`<span>${words.say('error.status', status)}</span>`}
            </div>
            ${advice ? html`<p class="advice">${icon('lightbulb')}<span>${advice}</span></p>` : nothing}
            ${setting ? settingView(context, key, setting) : nothing}
            ${related.length > 0 ? relatedView(context, key, related) : nothing}
            ${
                payload === undefined
                    ? nothing
                    : html`<details>
                          <summary>${words.say('error.payload')}</summary>
                          <pre tabindex="0" role="region" aria-label=${words.say('error.payload')}>${payload}</pre>
                      </details>`
            }
            ${response ? responseView(context, response) : nothing}
        </div>
    </section>`;
}

/** Whether it probably scrolls within itself, so that what follows it stays near. */
function isLong(message: string): boolean {
    return message.length > 500 || message.split('\n', 8).length === 8;
}

/** What the app that called the action would get. */
function responseView({ words }: PageContext, { status, body }: PanelResponse): TemplateResult {
    const received = words.say('response.received', status);
    if (body === undefined) return html`<p class="quiet">${received}</p>`;
    return html`<details>
        <summary>${received}</summary>
        <pre tabindex="0" role="region" aria-label=${words.say('response.body')}>${body}</pre>
    </details>`;
}

function relatedView(context: PageContext, key: string, related: PanelError['related']): TemplateResult {
    return html`<h3>${context.words.say('error.related')}</h3>
        <ul class="places">
            ${related.map(({ message, place }) => html`<li>${message} ${place ? placeView(context, key, place) : nothing}</li>`)}
        </ul>`;
}

function settingView({ words, extension }: PageContext, key: string, setting: string): TemplateResult {
    const open = (): void => extension.send({ type: 'openSetting', key });
    return html`<p>
        <button type="button" class="link" title=${setting} @click=${open}>${words.say('button.openSettings')}</button>
    </p>`;
}

function placeView({ words, extension }: PageContext, key: string, place: PanelPlace): TemplateResult {
    const { label, file, line, column, function: name } = place;
    const open = (): void => extension.send({ type: 'openPlace', key, place: { file, line, column } });
    return html`<button type="button" class="link" @click=${open}>${label}</button>
        ${name ? html`<span class="quiet">${words.say('error.in', name)}</span>` : nothing}`;
}
