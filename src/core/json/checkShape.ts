import type * as z from 'zod/mini';
import { UserError } from '../findings/UserError';
import { problemInWords } from './problemInWords';

/** What does not fit in a value. */
export interface ShapeProblem {
    /** The way to it; empty for the whole value. */
    field: PropertyKey[];
    /** E.g. `expected string, received number`. */
    reason: string;
}

/** Checks a value that came from outside: the value as the schema makes it, or all that does not fit. */
export function tryShape<T>(value: unknown, schema: z.ZodMiniType<T>): { value: T } | { problems: ShapeProblem[] } {
    const result = schema.safeParse(value, { error: problemInWords });
    if (result.success) return { value: result.data };
    return { problems: result.error.issues.map(({ path, message }) => ({ field: path, reason: message })) };
}

/**
 * Checks a value that came from a file.
 * @param placeOf where a field stands in the file; absent, its start is told
 * @throws UserError `invalid_file` that names the file and the field
 */
export async function checkShape<T>(
    value: unknown,
    schema: () => z.ZodMiniType<T>,
    file: string,
    advice: string,
    placeOf: (field: PropertyKey[]) => Promise<{ line: number; column: number }> = async () => ({ line: 1, column: 1 }),
): Promise<T> {
    const result = tryShape(value, schema());
    if ('value' in result) return result.value;
    const { field, reason } = result.problems[0] ?? { field: [], reason: 'unexpected value' };
    const where = field.length > 0 ? `the field \`${shownField(field)}\`` : 'the file';
    throw new UserError('invalid_file', `In ${file}, ${where} is wrong: ${reason}.`, {
        advice,
        location: { file, ...(await placeOf(field)) },
    });
}

/** A field as messages name it, e.g. `credentials.type`. */
export function shownField(field: readonly PropertyKey[]): string {
    return field.map(String).join('.');
}
