import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parse } from 'yaml';

const require = createRequire(import.meta.url);

/** The catalogue had 1,013 entries when this was written; far fewer means that the package changed its shape. */
const FEWEST_PROVIDERS = 900;

const ENTRY_FIELDS = ['display_name', 'auth_mode', 'require_client_certificate', 'token_expiration_buffer'];
const PROXY_FIELDS = [
    'base_url',
    'headers',
    'query',
    'body',
    'retry',
    'paginate',
    'decompress',
    'forward_headers_on_redirect',
];

/**
 * Writes the provider catalogue that the product reads: `{ [name]: { auth_mode, proxy, … } }`, only the fields of
 * `Provider` (src/core/provider/types.ts), aliases already resolved by shallow merge (nango-semantics §4.3).
 * Plain JSON: the reduced file parses in about a millisecond, so an index would gain nothing.
 *
 * @param {string} targetFile
 */
export async function writeProviders(targetFile) {
    const source = path.join(path.dirname(require.resolve('@nangohq/providers/package.json')), 'providers.yaml');
    const entries = parse(await readFile(source, 'utf8'));
    const providers = {};
    for (const [name, entry] of Object.entries(entries)) {
        const resolved = resolveAlias(name, entry, entries);
        if (resolved.auth_mode === undefined) throw new Error(`provider ${name} has no auth_mode`);
        providers[name] = reduceEntry(resolved);
    }
    const count = Object.keys(providers).length;
    if (count <= FEWEST_PROVIDERS) {
        throw new Error(`@nangohq/providers has ${count} entries; more than ${FEWEST_PROVIDERS} were expected`);
    }
    await mkdir(path.dirname(targetFile), { recursive: true });
    await writeFile(targetFile, JSON.stringify(providers));
}

/** An alias may point to another alias: `google-calendar-mcp` does. */
function resolveAlias(name, entry, entries, seen = [name]) {
    if (entry.alias === undefined) return entry;
    const target = entries[entry.alias];
    if (target === undefined) throw new Error(`provider ${name} is an alias of ${entry.alias}, which does not exist`);
    if (seen.includes(entry.alias)) throw new Error(`the aliases ${seen.join(', ')} form a circle`);
    return { ...resolveAlias(entry.alias, target, entries, [...seen, entry.alias]), ...entry };
}

function reduceEntry(entry) {
    const reduced = pick(entry, ENTRY_FIELDS);
    if (entry.proxy) {
        reduced.proxy = pick(entry.proxy, PROXY_FIELDS);
        lowerCaseRetryHeaders(reduced.proxy);
    }
    return reduced;
}

/** Response headers are looked up in lower case. */
function lowerCaseRetryHeaders(proxy) {
    if (!proxy.retry) return;
    proxy.retry = { ...proxy.retry };
    for (const rule of ['at', 'after', 'remaining']) {
        const names = proxy.retry[rule];
        if (names !== undefined) proxy.retry[rule] = [names].flat().map((name) => name.toLowerCase());
    }
}

function pick(object, fields) {
    const picked = {};
    for (const field of fields) if (object[field] !== undefined) picked[field] = object[field];
    return picked;
}
