import { UserError } from '../../core/findings/UserError';
import type { RecordStore } from '../../records';
import { filteredActions } from '../../records/reading';
import type { Context } from '../Context';
import type { RecordsFlags } from '../commands/recordsCommand';
import { writeLines, writeList } from '../output/writing';
import { noticeLine } from '../render/error';
import { recordsPage, type ScopeCount, scopesTable, versionLines, wholeRecords } from '../render/records';
import { shellWord } from '../render/shellWord';
import { findScope } from './findScope';
import { openStore } from './openStore';

/** `syncbench records`: lists the scopes of a store, or shows a page, single records or one record's history. */
export async function showRecords(model: string | undefined, flags: RecordsFlags, context: Context): Promise<void> {
    const store = await openStore(flags, context.cwd);
    try {
        if (model === undefined) return await showScopes(store.scopes(), flags, context);
        const found = findScope(store.scopes(), model, flags);
        if (flags.history === undefined) await showPage(store, found, flags, context);
        else await showHistory(store, found, flags.history, flags, context);
    } finally {
        store.close();
    }
}

async function showScopes(scopes: ScopeCount[], flags: RecordsFlags, { out, style }: Context): Promise<void> {
    if (flags.id || flags.cursor || flags.history) {
        throw new UserError('usage', 'Which model? --id, --cursor and --history need one.', {
            candidates: [...new Set(scopes.map(({ scope }) => scope.model))],
        });
    }
    const shown = scopes.filter(
        ({ scope }) =>
            (flags.integration ?? scope.integration) === scope.integration &&
            (flags.connection ?? scope.connectionId) === scope.connectionId &&
            (flags.variant ?? scope.variant) === scope.variant,
    );
    if (!flags.json) return writeLines(out, scopesTable(shown, style));
    const rows = shown.map(({ scope, live, deleted }) => ({ ...scope, live, deleted }));
    await writeList(out, '{"scopes":', rows, '}\n');
}

async function showPage(store: RecordStore, found: ScopeCount, flags: RecordsFlags, context: Context): Promise<void> {
    const { out, style } = context;
    const { filter, modifiedAfter, cursor, limit, id: ids } = flags;
    if (filter && filteredActions(filter).length < new Set(filter).size) {
        const message = `As in the cloud, \`deleted\` counts for nothing beside one other value: this is --filter ${filteredActions(filter)[0]}.`;
        context.err.write(`${noticeLine({ severity: 'warning', message }, context.errorStyle)}\n`);
    }
    const page = store.records(found.scope, { filter, modifiedAfter, cursor, limit, ids });
    if (flags.json) {
        const end = `,\n"nextCursor":${JSON.stringify(page.nextCursor)}}\n`;
        await writeList(out, `{"scope":${JSON.stringify(found.scope)},\n"records":`, page.records, end);
    } else {
        const lines = ids ? wholeRecords(page.records) : recordsPage(page, found.live + found.deleted, style);
        await writeLines(out, lines);
    }
}

async function showHistory(
    store: RecordStore,
    { scope }: ScopeCount,
    id: string,
    flags: RecordsFlags,
    { out, style }: Context,
): Promise<void> {
    const versions = store.versions(scope, id);
    if (versions.length === 0) throw unknownRecord(scope.model, id);
    if (!flags.json) return writeLines(out, versionLines(versions, style));
    await writeList(
        out,
        `{"scope":${JSON.stringify(scope)},\n"id":${JSON.stringify(id)},\n"versions":`,
        versions,
        '}\n',
    );
}

function unknownRecord(model: string, id: string): UserError {
    return new UserError('record_not_found', `Nothing is known of a record of ${model} with the id "${id}".`, {
        advice: `syncbench records ${shellWord(model)} lists those that there are.`,
    });
}
