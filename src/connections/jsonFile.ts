import { readFile } from 'node:fs/promises';
import type * as z from 'zod/mini';
import { UserError } from '../core/findings/UserError';
import { checkShape } from '../core/json/checkShape';

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
    return checkShape(await parseJson(text, file), schema, file, advice, (field) => placeOfValue(text, field));
}

/** Where a field of a JSON file stands, 1-based; the file's start where it has none. `field` is the way to it. */
export async function placeOfField(file: string, field: readonly PropertyKey[]): Promise<Place> {
    const text = await readTextFile(file);
    return placeInText(text ?? '', field);
}

/** Where what is wrong stands, as `check` says it. */
async function placeOfValue(text: string, field: readonly PropertyKey[]): Promise<Place> {
    const { line, column } = (await jsonText(text)).placeOfValue(field);
    return { line, column };
}

interface Place {
    line: number;
    column: number;
}

async function placeInText(text: string, field: readonly PropertyKey[]): Promise<Place> {
    const { line, column } = (await jsonText(text)).placeOf(field);
    return { line, column };
}

/** Loaded only where there is something to point at. */
async function jsonText(text: string) {
    const { JsonText } = await import('../core/json/JsonText');
    return new JsonText(text);
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

/** The file's text is never part of the message: it may hold a secret. */
async function parseJson(text: string, file: string): Promise<unknown> {
    try {
        return JSON.parse(text);
    } catch {
        const { line, column } = (await jsonText(text)).firstError();
        throw new UserError('invalid_json', `${file}:${line}:${column} is not valid JSON.`, {
            advice: 'Correct the file at that place; comments and trailing commas are not allowed in JSON.',
            location: { file, line, column },
        });
    }
}
