import * as z from 'zod/mini';
import { UserError } from '../findings/UserError';
import { checkShape } from '../json/checkShape';
import type { ProviderEntries } from './ProviderLookup';

const ADVICE =
    'Each key is a provider with `auth_mode`, or `alias` of another one, and `proxy` as in the Nango provider catalogue.';

/**
 * The built-in providers with a project's own `syncbench/providers.yaml` laid over them. An entry is merged shallowly
 * over the provider of its `alias`, or of its own name, so that `proxy` replaces the whole `proxy` (nango-semantics §4.3).
 * @param text of that file; undefined where there is none
 * @throws UserError `invalid_yaml` with line and column, `invalid_file` naming the field.
 */
export async function projectProviders(
    text: string | undefined,
    file: string,
    builtIn: ProviderEntries,
): Promise<ProviderEntries> {
    if (text === undefined || text.trim() === '') return builtIn;
    const own = await checkShape(await parseYaml(text, file), providersSchema, file, ADVICE);
    const merged = { ...builtIn };
    for (const [name, { alias, ...entry }] of Object.entries(own)) {
        const base =
            alias === undefined
                ? builtIn[name]
                : (merged[alias] ?? fail(file, `${name}.alias`, `there is no provider \`${alias}\``));
        const auth_mode = entry.auth_mode ?? base?.auth_mode ?? fail(file, `${name}.auth_mode`, 'it is missing');
        merged[name] = { ...base, ...entry, auth_mode };
    }
    return merged;
}

function fail(file: string, field: string, reason: string): never {
    throw new UserError('invalid_file', `In ${file}, the field \`${field}\` is wrong: ${reason}.`, {
        advice: ADVICE,
        location: { file, line: 1, column: 1 },
    });
}

async function parseYaml(text: string, file: string): Promise<unknown> {
    const { parseDocument } = await import('yaml');
    const document = parseDocument(text, { prettyErrors: true });
    const [error] = document.errors;
    if (error === undefined) return document.toJS();
    const { line, col: column } = error.linePos?.[0] ?? { line: 1, col: 1 };
    const [what] = error.message.split(/ at line \d/);
    throw new UserError('invalid_yaml', `${file}:${line}:${column} is not valid YAML: ${what}.`, {
        advice: 'Correct the file at that place.',
        location: { file, line, column },
    });
}

function providersSchema() {
    const text = z.optional(z.string());
    const flag = z.optional(z.boolean());
    const texts = z.optional(z.record(z.string(), z.string()));
    const headerNames = z.optional(
        z.pipe(
            z.union([z.string(), z.array(z.string())]),
            z.transform((names) => [names].flat().map((name) => name.toLowerCase())),
        ),
    );
    const retry = z.strictObject({
        at: headerNames,
        after: headerNames,
        remaining: headerNames,
        error_code: z.optional(z.union([z.string(), z.array(z.union([z.string(), z.number()]))])),
        in_body: z.optional(z.strictObject({ path: z.string(), value: z.string(), strategy: z.enum(['at', 'after']) })),
    });
    const proxy = z.object({
        base_url: text,
        headers: texts,
        query: texts,
        body: z.optional(z.record(z.string(), z.unknown())),
        retry: z.optional(retry),
        paginate: z.optional(z.record(z.string(), z.unknown())),
        decompress: flag,
        forward_headers_on_redirect: flag,
    });
    return z.record(
        z.string(),
        z.object({
            alias: text,
            display_name: text,
            auth_mode: text,
            proxy: z.optional(proxy),
            require_client_certificate: flag,
            token_expiration_buffer: z.optional(z.number()),
        }),
    );
}
