import { html, type TemplateResult } from 'lit';
import type { PanelRunState, RecordChange } from '../protocol/panel';

/** A codicon. With a label it says something; without one it only decorates what says it. */
export function icon(name: string, { label, tone = '' }: { label?: string; tone?: string } = {}): TemplateResult {
    const classes = `codicon codicon-${name} ${tone}`;
    return label === undefined
        ? html`<span class=${classes} aria-hidden="true"></span>`
        : html`<span class=${classes} role="img" aria-label=${label} title=${label}></span>`;
}

export const STATE_ICONS: Record<PanelRunState, { name: string; tone: string }> = {
    queued: { name: 'clockface', tone: 'quiet' },
    starting: { name: 'loading', tone: 'spin' },
    running: { name: 'loading', tone: 'spin' },
    cancelling: { name: 'loading', tone: 'spin' },
    succeeded: { name: 'pass', tone: 'good' },
    failed: { name: 'error', tone: 'bad' },
    cancelled: { name: 'circle-slash', tone: 'quiet' },
    interrupted: { name: 'debug-disconnect', tone: 'odd' },
};

export const CHANGE_ICONS: Record<RecordChange, { name: string; tone: string }> = {
    added: { name: 'diff-added', tone: 'added' },
    updated: { name: 'diff-modified', tone: 'updated' },
    unchanged: { name: 'dash', tone: 'quiet' },
    deleted: { name: 'diff-removed', tone: 'deleted' },
};

export const CHANGES: readonly RecordChange[] = ['added', 'updated', 'unchanged', 'deleted'];
