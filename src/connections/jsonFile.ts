import { readFile } from 'node:fs/promises';
import type * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';
import { UserError } from '../core/findings/UserError';

/**
 * Reads a JSON file and checks its shape. A missing file is `undefined`.
 * @throws UserError `invalid_json` with line and column, `invalid_file` naming file and field, `file_not_readable`.
 */
export async function readJsonFile<T>(
    file: string,
    schema: () => z.ZodMiniType<T>,
    advice: string,
): Promise<T | undefined> {
    const text = await readTextFile(file);
    if (text === undefined) return undefined;
    return checkShape(await parseJson(text, file), schema, file, advice, (field) => placeInText(text, field));
}

/** Where a field of a JSON file stands, 1-based; the file's start where it has none. `field` is the way to it. */
export async function placeOfField(file: string, field: PropertyKey[]): Promise<Place> {
    const text = await readTextFile(file);
    return text === undefined ? START : placeInText(text, field);
}

interface Place {
    line: number;
    column: number;
}

const START: Place = { line: 1, column: 1 };

async function placeInText(text: string, field: PropertyKey[]): Promise<Place> {
    const { findNodeAtLocation, parseTree } = await import('jsonc-parser');
    const tree = parseTree(text);
    const node =
        tree &&
        findNodeAtLocation(
            tree,
            field.map((key) => (typeof key === 'number' ? key : String(key))),
        );
    return node ? placeAt(text, (node.parent?.type === 'property' ? node.parent : node).offset) : START;
}

function placeAt(text: string, offset: number): Place {
    const before = text.slice(0, offset).split('\n');
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

/** The text of a file, `undefined` when there is none. A byte order mark is not part of it. */
export async function readTextFile(file: string): Promise<string | undefined> {
    try {
        return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
        throw new UserError('file_not_readable', `The file ${file} cannot be read (${code ?? 'unknown reason'}).`, {
            advice: 'Check that it is a file and that you may read it.',
        });
    }
}

/** Checks a value that came from a file. @throws UserError `invalid_file` that names the file and the field */
export async function checkShape<T>(
    value: unknown,
    schema: () => z.ZodMiniType<T>,
    file: string,
    advice: string,
    placeOf: (field: PropertyKey[]) => Promise<Place> = async () => START,
): Promise<T> {
    const result = schema().safeParse(value, { error: en().localeError });
    if (result.success) return result.data;
    const issue = result.error.issues[0];
    const field = issue?.path.map(String).join('.');
    const where = field ? `the field \`${field}\`` : 'the file';
    const reason = issue?.message.replace(/^Invalid input: /, '') ?? 'unexpected value';
    throw new UserError('invalid_file', `In ${file}, ${where} is wrong: ${reason}.`, {
        advice,
        location: { file, ...(await placeOf(issue?.path ?? [])) },
    });
}

/** The file's text is never part of the message: it may hold a secret. */
async function parseJson(text: string, file: string): Promise<unknown> {
    try {
        return JSON.parse(text);
    } catch {
        const { line, column } = await firstJsonError(text);
        throw new UserError('invalid_json', `${file}:${line}:${column} is not valid JSON.`, {
            advice: 'Correct the file at that place; comments and trailing commas are not allowed in JSON.',
            location: { file, line, column },
        });
    }
}

/** V8 does not always say where; this is asked only once JSON.parse has refused the text. */
async function firstJsonError(text: string): Promise<Place> {
    const { parse } = await import('jsonc-parser');
    const errors: { offset: number }[] = [];
    parse(text, errors as Parameters<typeof parse>[1], { disallowComments: true, allowTrailingComma: false });
    return placeAt(text, errors[0]?.offset ?? 0);
}
