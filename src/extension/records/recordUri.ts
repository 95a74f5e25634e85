import type { Uri } from 'vscode';
import type { RecordScope } from '../../records/types';
import { RECORD_SCHEME } from '../ids';
import type { VSCode } from '../vscodeTypes';

/** Which record, of which store; with `at`, the version that was written then. */
export interface RecordAddress {
    storeFolder: string;
    scope: RecordScope;
    id: string;
    /** ISO 8601, as the store gave it. */
    at?: string;
}

const LONGEST_SEGMENT = 100;

/** The document of a record. Its path is for people (tab, breadcrumbs, JSON); what it stands for is in the query. */
export function recordUri(vscode: VSCode, { storeFolder, scope, id, at }: RecordAddress): Uri {
    const { integration, connectionId, model, variant } = scope;
    const segments = [integration, connectionId, model, `${id.slice(0, LONGEST_SEGMENT)}.json`];
    return vscode.Uri.from({
        scheme: RECORD_SCHEME,
        path: `/${segments.map(safeSegment).join('/')}`,
        query: JSON.stringify([storeFolder, integration, connectionId, model, variant, id, ...(at ? [at] : [])]),
    });
}

/** @returns undefined for a document that is no record's */
export function recordAddress({ scheme, query }: Uri): RecordAddress | undefined {
    if (scheme !== RECORD_SCHEME) return undefined;
    const parts = parse(query);
    if (!Array.isArray(parts) || parts.length < 6 || !parts.every((part) => typeof part === 'string')) return undefined;
    const [storeFolder, integration, connectionId, model, variant, id, at] = parts as [string, ...string[]];
    const scope = { integration: integration!, connectionId: connectionId!, model: model!, variant: variant! };
    return { storeFolder, scope, id: id!, ...(at !== undefined && { at }) };
}

/** The same for two nodes of one scope. */
export function scopeKey(storeFolder: string, { integration, connectionId, model, variant }: RecordScope): string {
    return JSON.stringify([storeFolder, integration, connectionId, model, variant]);
}

function parse(json: string): unknown {
    try {
        return JSON.parse(json);
    } catch {
        return undefined;
    }
}

function safeSegment(text: string): string {
    const safe = text.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
    return /^\.*$/.test(safe) ? '_' : safe;
}
