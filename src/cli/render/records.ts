import type { RecordPage, RecordScope, RecordVersion, StoredRecord } from '../../records/types';
import type { Style, Tone } from './style';
import { type Cell, table } from './table';
import { compactJson, count, counted, cutLine, prettyJson, printableLine } from './text';

export interface ScopeCount {
    scope: RecordScope;
    live: number;
    deleted: number;
}

const ACTION_TONES: Record<string, Tone> = { ADDED: 'good', UPDATED: 'warn', DELETED: 'bad' };

/** What the store holds: a row per integration, connection, model and variant. */
export function scopesTable(scopes: ScopeCount[], style: Style): string[] {
    if (!scopes.length) return ['No records yet. A sync saves them: syncbench run <integration>/<script>'];
    const variants = scopes.some(({ scope }) => scope.variant !== 'base');
    const columns = [
        { title: 'integration' },
        { title: 'connection' },
        { title: 'model' },
        ...(variants ? [{ title: 'variant' }] : []),
        { title: 'live', align: 'right' as const },
        { title: 'deleted', align: 'right' as const },
    ];
    const rows = scopes.map(({ scope, live, deleted }): Cell[] => [
        printableLine(scope.integration),
        printableLine(scope.connectionId),
        { text: printableLine(scope.model), tone: 'strong' },
        ...(variants ? [printableLine(scope.variant)] : []),
        count(live),
        { text: count(deleted), tone: deleted ? 'bad' : 'dim' },
    ]);
    return table(columns, rows, style);
}

/** `github octocat GithubIssue`, the variant only where it is not `base`: how a scope is called in a list of candidates. */
export function scopeFlags({ integration, connectionId, model, variant }: RecordScope): string {
    const flags = `${model} --integration ${integration} --connection ${connectionId}`;
    return variant === 'base' ? flags : `${flags} --variant ${variant}`;
}

/** A page of records, a line each: id, what happened to it last, when, and the payload as far as the line is wide. */
export function recordsPage(page: RecordPage, total: number, style: Style): string[] {
    if (!page.records.length) return ['No records match.'];
    const rows = page.records.map((record): Cell[] => {
        const { id, _nango_metadata: meta, ...payload } = record;
        return [
            { text: cutLine(printableLine(id), 60), tone: 'strong' },
            { text: meta.last_action, tone: ACTION_TONES[meta.last_action] ?? 'plain' },
            { text: style.date(meta.last_modified_at), tone: 'dim' },
            compactJson(payload),
        ];
    });
    const columns = [{ title: 'id' }, { title: 'last action' }, { title: 'last modified' }, { title: 'payload' }];
    const fixed = [0, 1, 2].reduce((sum, index) => sum + widest(rows, index, columns[index]!.title) + 2, 0);
    const room = Math.max(20, style.width - fixed);
    const cut = rows.map((row) => [...row.slice(0, 3), cutLine(row[3] as string, room)]);
    const lines = [...table(columns, cut, style), ''];
    lines.push(style.paint('dim', pageFoot(page, total)));
    return lines;
}

function pageFoot(page: RecordPage, total: number): string {
    const shown = `${count(page.records.length)} of ${counted(total, 'record')} (live and deleted).`;
    return page.nextCursor === null ? shown : `${shown} Next page: --cursor ${page.nextCursor}`;
}

function widest(rows: Cell[][], index: number, title: string): number {
    return rows.reduce((most, row) => {
        const cell = row[index]!;
        return Math.max(most, (typeof cell === 'string' ? cell : cell.text).length);
    }, title.length);
}

/** Whole records, one below the other: what `--id` shows. */
export function wholeRecords(records: StoredRecord[]): string[] {
    return records.length ? records.map((record) => prettyJson(record)) : ['No records match.'];
}

/** The states of one record, newest first. */
export function versionLines(versions: RecordVersion[], style: Style): string[] {
    return versions.flatMap((version) => [
        `${style.paint('dim', style.date(version.at))}  ${style.paint(ACTION_TONES[version.action] ?? 'plain', version.action)}  ${style.paint('dim', `run ${version.runId}`)}`,
        prettyJson(version.payload),
        '',
    ]);
}
