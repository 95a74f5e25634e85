import { html, nothing, type TemplateResult } from 'lit';
import type { PanelCall, PanelRow } from '../protocol/panelRows';
import type { WordName } from '../protocol/panelWords';
import { wasNotSent } from '../protocol/wasNotSent';
import { copyButton } from './copyButton';
import { curl } from './curl';
import { elapsed } from './Elapsed';
import { bodiesView } from './HttpBodiesView';
import { icon } from './icon';
import type { PageContext } from './PageElement';
import type { RowView } from './RowList';
import type { Words } from './Words';

type HttpRow = Extract<PanelRow, { type: 'http' }>;
type Attempt = HttpRow['attempt'];

/** An HTTP attempt as a row of the table of them. */
export function httpRow(context: PageContext, row: HttpRow): RowView {
    const { words } = context;
    const { attempt } = row;
    const { method, url, responseSize } = attempt;
    return {
        tone: hasFailed(attempt) ? 'http failed' : 'http',
        cells: html`
            <span role="gridcell" class="method">${method}</span>
            <span role="gridcell" class="url" title=${url}>${url}${retryMark(words, attempt)}</span>
            <span role="gridcell" class="status">${statusView(words, attempt)}</span>
            <span role="gridcell" class="number">${durationView(words, attempt)}</span>
            <span role="gridcell" class="number size">${responseSize === undefined ? nothing : words.size(responseSize)}</span>
        `,
        details: (runKey) => attemptDetails(context, row, runKey),
    };
}

/** An attempt that is on its way, where it will stand once it is over. */
export function openCallRow(context: PageContext, { at, attempt }: PanelCall): RowView {
    const { words } = context;
    const { method, url } = attempt;
    return {
        tone: 'http open',
        cells: html`
            <span role="gridcell" class="method">${method}</span>
            <span role="gridcell" class="url" title=${url}>${url}${retryMark(words, attempt)}</span>
            <span role="gridcell" class="status">${waitingView(words)}</span>
            <span role="gridcell" class="number">${elapsed(context, at)}</span>
            <span role="gridcell" class="number size"></span>
        `,
        details: () => httpDetails(context, attempt, 'http.waiting'),
    };
}

export function waitingView(words: Words): TemplateResult {
    return html`${icon('loading', { tone: 'spin' })}<span>${words.say('http.waiting')}</span>`;
}

export function hasFailed(attempt: Attempt): boolean {
    const { status, error } = attempt;
    return !wasNotSent(attempt) && (error !== undefined || (status !== undefined && status >= 400));
}

/** How long it took, if it was sent. */
export function durationView(words: Words, attempt: Attempt): string | typeof nothing {
    return wasNotSent(attempt) ? nothing : words.duration(attempt.durationMs);
}

/** The status, or what went wrong instead. */
export function statusView(words: Words, attempt: Attempt): TemplateResult {
    const { status, error } = attempt;
    if (wasNotSent(attempt))
        return html`${icon('circle-slash', { tone: 'odd' })}<span>${words.say('http.notSent')}</span>`;
    const text = status ?? error?.code ?? error?.name ?? words.say('http.noResponse');
    return html`${hasFailed(attempt) ? icon('error', { tone: 'bad' }) : nothing}<span>${text}</span>`;
}

export function retryMark(words: Words, { retry }: Pick<Attempt, 'retry'>): TemplateResult | typeof nothing {
    if (!retry || retry.attempt === 0) return nothing;
    return html` <span class="pill">${words.say('http.retry', retry.attempt, retry.max)}</span>`;
}

/** What there is to know of an attempt beside what its row says; `none` says why it has no response. */
export function httpDetails(
    context: PageContext,
    attempt: Omit<Attempt, 'durationMs'>,
    none: WordName,
    bodies: TemplateResult | typeof nothing = nothing,
): TemplateResult {
    const { words } = context;
    const { method, url, status, error, retry, requestHeaders, requestSize, responseHeaders, responseSize } = attempt;
    const response = [status, responseSize === undefined ? undefined : words.size(responseSize)];
    const hasBody = (requestSize ?? 0) > 0;
    return html`
        <p class="whole"><strong>${method}</strong> ${url}</p>
        ${retry && retry.attempt > 0 ? html`<p>${retryText(words, retry)}</p>` : nothing}
        ${error ? errorView(attempt, error) : nothing}
        <div class="headers">
            <section>
                <h2>${words.say('http.request')}${hasBody ? html`<span class="quiet">${words.say('http.sent', words.size(requestSize ?? 0))}</span>` : nothing}</h2>
                ${headersView(words, requestHeaders)}
            </section>
            <section>
                <h2>${words.say('http.response')}<span class="quiet">${response.filter((part) => part !== undefined).join(' · ')}</span></h2>
                ${responseHeaders ? headersView(words, responseHeaders) : html`<p class="quiet">${words.say(none)}</p>`}
            </section>
        </div>
        ${bodies}
        ${copyButton(context, {
            label: words.say('button.copyCurl'),
            text: () => curl(attempt),
            note: words.say(hasBody ? 'http.copiedWithoutBody' : 'http.copied'),
        })}
    `;
}

/** The same of an attempt that is over, with its bodies, or was never sent. */
export function attemptDetails(context: PageContext, row: HttpRow, runKey: string): TemplateResult {
    const { attempt } = row;
    const none = wasNotSent(attempt) ? 'http.notSent' : 'http.noResponse';
    return httpDetails(context, attempt, none, bodiesView(context, runKey, row));
}

function errorView(attempt: Pick<Attempt, 'error'>, { name, message }: NonNullable<Attempt['error']>): TemplateResult {
    if (wasNotSent(attempt)) return html`<p>${icon('circle-slash', { tone: 'odd' })}${message}</p>`;
    return html`<p class="bad-text">${icon('error', { tone: 'bad' })}${name}: ${message}</p>`;
}

function retryText(words: Words, { attempt, max, waitedMs, reason }: NonNullable<Attempt['retry']>): string {
    return reason === undefined
        ? words.say('http.retry', attempt, max)
        : words.say('http.retryAfter', attempt, max, words.duration(waitedMs), reason);
}

function headersView(words: Words, headers: Record<string, string>): TemplateResult {
    const entries = Object.entries(headers);
    if (entries.length === 0) return html`<p class="quiet">${words.say('http.noHeaders')}</p>`;
    return html`<dl>${entries.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}
