import type { LogLevel } from '../../protocol/events';
import { ActionError } from './ActionError';

/** The part of a zod schema, of any generation, that is used here. */
interface ZodSchema {
    safeParse(
        input: unknown,
    ):
        | { success: true; data: unknown }
        | { success: false; error: { issues: readonly { message: string; path: readonly PropertyKey[] }[] } };
}

/**
 * `nango.zodValidateInput` (nango-semantics §3.4): zod's own result when the input fits; else one line of log per issue,
 * and an ActionError.
 */
export function zodValidateInput(
    { zodSchema, input }: { zodSchema: ZodSchema; input: unknown },
    log: (level: LogLevel, message: string) => void,
): { success: true; data: unknown } {
    const parsed = zodSchema.safeParse(input);
    if (parsed.success) return parsed;
    for (const { message, path } of parsed.error.issues) {
        log('error', `Invalid input provided: ${message} at path ${path.map(String).join('.')}`);
    }
    throw new ActionError({ message: 'Invalid input provided' });
}
