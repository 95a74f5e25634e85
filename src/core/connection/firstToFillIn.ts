import { type FieldPath, JsonText, type Place } from '../json/JsonText';

/** Between the quotes of the first empty text of a connection file's credentials; undefined where nothing is left to fill in. */
export function firstToFillIn(text: string): Place | undefined {
    const field = emptyField(credentialsOf(text), ['credentials']);
    if (!field) return undefined;
    const { line, column } = new JsonText(text).placeOfValue(field);
    return { line, column: column + 1, endLine: line, endColumn: column + 1 };
}

function credentialsOf(text: string): unknown {
    try {
        return (JSON.parse(text) as { credentials?: unknown } | null)?.credentials;
    } catch {
        return undefined;
    }
}

function emptyField(value: unknown, path: FieldPath): FieldPath | undefined {
    if (value === '') return path;
    if (typeof value !== 'object' || value === null) return undefined;
    for (const [key, inner] of Object.entries(value)) {
        const found = emptyField(inner, [...path, Array.isArray(value) ? Number(key) : key]);
        if (found) return found;
    }
    return undefined;
}
