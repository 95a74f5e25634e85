import { html, nothing, type TemplateResult } from 'lit';
import type { LogLevel } from '../protocol/events';
import type { PanelCall, PanelRow } from '../protocol/panelRows';
import { copyButton } from './copyButton';
import { elapsed } from './Elapsed';
import { attemptDetails, durationView, hasFailed, httpDetails, retryMark, statusView, waitingView } from './httpRow';
import { CHANGE_ICONS, CHANGES, icon, STATE_ICONS } from './icon';
import type { PageContext } from './PageElement';
import type { RowView } from './RowList';
import type { Words } from './Words';

/** Characters of a text that a row shows; its details have the rest. */
const LONGEST_LINE = 500;

const LEVEL_ICONS: Record<LogLevel, { name: string; tone: string }> = {
    debug: { name: 'debug-alt-small', tone: 'quiet' },
    info: { name: 'info', tone: 'info' },
    warn: { name: 'warning', tone: 'odd' },
    error: { name: 'error', tone: 'bad' },
};

/** Any row as a line of the log. */
export function logRow(context: PageContext, row: PanelRow | PanelCall): RowView {
    switch (row.type) {
        case 'log':
            return logLine(context, row);
        case 'http':
            return httpLine(context, row);
        case 'call':
            return openCallLine(context, row);
        case 'batch':
            return batchLine(context, row);
        case 'wait':
            return waitLine(context, row);
        case 'warning':
            return line(context, row, {
                tone: 'warn',
                icon: icon('warning', { label: context.words.say('header.warning'), tone: 'odd' }),
                text: html`${row.message} <code>${row.code}</code>`,
                details: () => html`<pre class="whole">${row.message}</pre>`,
            });
        case 'begin':
        case 'end':
            return nestedLine(context, row);
    }
}

interface Line {
    tone: string;
    icon: TemplateResult;
    text: TemplateResult | string;
    /** At the right end. */
    end?: TemplateResult | typeof nothing;
    details?: RowView['details'];
}

function line({ words }: PageContext, { at }: PanelRow | PanelCall, { tone, icon, text, end, details }: Line): RowView {
    return {
        tone: `line ${tone}`,
        cells: html`
            <span role="gridcell" class="time">${words.time(at)}</span>
            <span role="gridcell" class="mark">${icon}</span>
            <span role="gridcell" class="text">${text}</span>
            <span role="gridcell" class="end">${end ?? nothing}</span>
        `,
        ...(details && { details }),
    };
}

function logLine(context: PageContext, row: Extract<PanelRow, { type: 'log' }>): RowView {
    const { words } = context;
    const { level, message, meta, source } = row;
    const { name, tone } = LEVEL_ICONS[level];
    const hidden = hiddenInCloud(words, row);
    return line(context, row, {
        tone: level,
        icon: icon(name, { label: words.say(`level.${level}`), tone }),
        text: html`${shortened(message)}${meta === undefined ? nothing : html` <span class="meta">${shortened(meta)}</span>`}`,
        end:
            source === 'syncbench'
                ? icon('beaker', { label: words.say('log.source.syncbench'), tone: 'quiet' })
                : hidden === undefined
                  ? nothing
                  : html`<span class="hidden-in-cloud" title=${hidden}>${icon('eye-closed')}<span class="badge-text">${words.say('log.hidden')}</span></span>`,
        details: () => html`
            <pre class="whole">${message}</pre>
            ${meta === undefined ? nothing : html`<pre class="whole meta">${pretty(meta)}</pre>`}
            ${hidden === undefined ? nothing : html`<p class="quiet">${icon('eye-closed')}${hidden}</p>`}
            ${source === 'syncbench' ? html`<p class="quiet">${icon('beaker')}${words.say('log.source.syncbench')}</p>` : nothing}
            ${copyButton(context, {
                label: words.say('button.copy'),
                text: () => (meta === undefined ? message : `${message}\n${pretty(meta)}`),
            })}
        `,
    });
}

/** Why the cloud's log does not have a line by default (nango-semantics §3.6); undefined where it does. */
function hiddenInCloud(words: Words, { level, source }: Extract<PanelRow, { type: 'log' }>): string | undefined {
    if (source === 'console') return words.say('log.source.console');
    if (source === 'syncbench' || level === 'warn' || level === 'error') return undefined;
    return words.say('log.hidden.why');
}

function httpLine(context: PageContext, row: Extract<PanelRow, { type: 'http' }>): RowView {
    const { words } = context;
    const { attempt } = row;
    return line(context, row, {
        tone: hasFailed(attempt) ? 'call failed' : 'call',
        icon: icon('globe', { label: words.say('tab.http'), tone: 'quiet' }),
        text: html`<span class="method">${attempt.method}</span> ${shortened(attempt.url)}${retryMark(words, attempt)}`,
        end: html`<span class="status">${statusView(words, attempt)}</span><span class="quiet">${durationView(words, attempt)}</span>`,
        details: (runKey) => attemptDetails(context, row, runKey),
    });
}

function openCallLine(context: PageContext, row: PanelCall): RowView {
    const { words } = context;
    const { at, attempt } = row;
    return line(context, row, {
        tone: 'call open',
        icon: icon('globe', { label: words.say('tab.http'), tone: 'quiet' }),
        text: html`<span class="method">${attempt.method}</span> ${shortened(attempt.url)}${retryMark(words, attempt)}`,
        end: html`<span class="status">${waitingView(words)}</span><span class="quiet">${elapsed(context, at)}</span>`,
        details: () => httpDetails(context, attempt, 'http.waiting'),
    });
}

function batchLine(context: PageContext, row: Extract<PanelRow, { type: 'batch' }>): RowView {
    const { words } = context;
    const { operation, model, counts, records } = row;
    return line(context, row, {
        tone: 'batch',
        icon: icon('database', { label: words.say('tab.records'), tone: 'quiet' }),
        text: html`<span class="method">${operation}</span> ${model}`,
        end: html`${CHANGES.filter((change) => counts[change] > 0).map((change) => {
            const { name, tone } = CHANGE_ICONS[change];
            return html`<span class="change">${icon(name, { tone })}${words.count(counts[change])} ${words.say(`change.${change}`)}</span>`;
        })}${CHANGES.every((change) => counts[change] === 0) ? html`<span class="quiet">${words.count(records)}</span>` : nothing}`,
    });
}

function waitLine(context: PageContext, row: Extract<PanelRow, { type: 'wait' }>): RowView {
    const { words } = context;
    const { ms, unscaledMs, attempt, max, reason } = row;
    return line(context, row, {
        tone: 'wait',
        icon: icon('clockface', { tone: 'quiet' }),
        text: words.say('log.wait', words.duration(ms), attempt, max, reason),
        end:
            ms === unscaledMs
                ? nothing
                : html`<span class="quiet">${words.say('log.scaled', words.duration(unscaledMs))}</span>`,
    });
}

function nestedLine(context: PageContext, row: Extract<PanelRow, { type: 'begin' | 'end' }>): RowView {
    const { words } = context;
    const name = `${row.script.integration}/${row.script.name}`;
    const kind = words.say(`kind.${row.script.kind}`);
    if (row.type === 'begin') {
        const text = words.say('log.begin', kind, name);
        return line(context, row, { tone: 'nested', icon: icon('debug-step-into', { tone: 'quiet' }), text });
    }
    const { status, durationMs, message } = row;
    const state = STATE_ICONS[status];
    return line(context, row, {
        tone: 'nested',
        icon: icon(state.name, { tone: state.tone }),
        text: html`${words.say('log.end', kind, name, words.say(`state.${status}`))}${message ? html` <span class="bad-text">${shortened(message)}</span>` : nothing}`,
        end: durationMs === undefined ? nothing : html`<span class="quiet">${words.duration(durationMs)}</span>`,
        ...(message && { details: () => html`<pre class="whole">${message}</pre>` }),
    });
}

function shortened(text: string): string {
    return text.length <= LONGEST_LINE ? text : `${text.slice(0, LONGEST_LINE)}…`;
}

/** Compact JSON may come cut. */
function pretty(json: string): string {
    try {
        return JSON.stringify(JSON.parse(json), null, 2);
    } catch {
        return json;
    }
}
