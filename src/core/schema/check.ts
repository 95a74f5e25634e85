import type { Place } from './place';
import type { JsonSchema } from './types';

/** Takes what is wrong, and where. */
export type OnMismatch = (place: Place, message: string) => void;

/** Checks a value as JSON has it (`asJson`), reports all that is wrong with it, and says whether nothing is. */
export type Check = (value: unknown, place: Place, onMismatch: OnMismatch) => boolean;

/** Makes the check of a schema that lies within another. */
export type Compile = (schema: JsonSchema) => Check;

/** Reports, and is false. */
export function no(place: Place, onMismatch: OnMismatch, message: string): false {
    onMismatch(place, message);
    return false;
}

/** Undefined for a pattern that is none here: a schema may come from elsewhere. */
export function regularExpression(pattern: string): RegExp | undefined {
    for (const flags of ['u', '']) {
        try {
            return new RegExp(pattern, flags);
        } catch {
            // Without the flag, more is accepted.
        }
    }
    return undefined;
}
