import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BuiltInProviders } from '../../connections/BuiltInProviders';
import { connectionFileName } from '../../connections/connectionFileName';
import { ProviderCatalogue } from '../../connections/ProviderCatalogue';
import { privateFolder } from '../../core/connection/connectionFolders';
import { emptyCredentials } from '../../core/connection/emptyCredentials';
import { firstToFillIn } from '../../core/connection/firstToFillIn';
import type { Place } from '../../core/json/JsonText';
import { storeError } from '../../records/storeErrors';
import { makeIgnoredFolder, makePrivateFolder } from '../../records/storeFolder';

const LONGEST_ID = 200;

/** What is wrong with the id of a new connection; undefined when nothing is. */
export function connectionIdProblem(id: string): 'empty' | 'too_long' | undefined {
    if (id.trim() === '') return 'empty';
    return id.trim().length > LONGEST_ID ? 'too_long' : undefined;
}

/**
 * Writes a private connection file (`.syncbench/connections/<id>.json`) for a person to fill in: with the fields that
 * credentials of the integration's provider have. A file that is there already is left as it is.
 *
 * @param catalogueFile absolute path of `providers.json`
 * @returns its absolute path, and the first place that is still to be filled in
 * @throws UserError `store_unwritable`
 */
export async function createConnectionFile(
    projectRoot: string,
    integration: string,
    id: string,
    catalogueFile: string,
): Promise<{ file: string; place?: Place }> {
    const folder = privateFolder(projectRoot, path);
    const store = path.dirname(folder);
    const file = path.join(folder, connectionFileName(id.trim()));
    const provider = await new ProviderCatalogue(new BuiltInProviders(catalogueFile), projectRoot).get(integration);
    const description = {
        connection_id: id.trim(),
        provider_config_key: integration,
        credentials: emptyCredentials(provider?.auth_mode),
    };
    try {
        makeIgnoredFolder(store);
        makePrivateFolder(folder);
        writeFileSync(file, `${JSON.stringify(description, null, 4)}\n`, { flag: 'wx', mode: 0o600 });
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw storeError(error, store);
    }
    const place = firstToFillIn(readFileSync(file, 'utf8'));
    return { file, ...(place && { place }) };
}
