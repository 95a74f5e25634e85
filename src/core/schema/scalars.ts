import { type Check, no, regularExpression } from './check';
import { hasFormat } from './formats';
import type { JsonSchema } from './types';

type Keywords = Exclude<JsonSchema, boolean>;

/** The keywords for text; undefined where there are none. */
export function checkString({ minLength, maxLength, pattern, format }: Keywords): Check | undefined {
    const least = numberOr(minLength, 0);
    const most = numberOr(maxLength, Number.POSITIVE_INFINITY);
    const expression = typeof pattern === 'string' ? regularExpression(pattern) : undefined;
    const named = typeof format === 'string' ? format : undefined;
    if (least === 0 && most === Number.POSITIVE_INFINITY && !expression && !named) return undefined;
    return (value, place, onMismatch) => {
        if (typeof value !== 'string') return true;
        if (value.length < least) return no(place, onMismatch, `must have at least ${least} characters`);
        if (value.length > most) return no(place, onMismatch, `must have at most ${most} characters`);
        if (named && !hasFormat(value, named)) return no(place, onMismatch, `must be text of the format ${named}`);
        // A format's own pattern says the same in a way that nobody reads.
        if (!expression || expression.test(value)) return true;
        return no(place, onMismatch, named ? `must be text of the format ${named}` : `must match ${expression}`);
    };
}

/** The keywords for numbers; undefined where there are none. */
export function checkNumber(schema: Keywords): Check | undefined {
    const rules: [fails: (value: number) => boolean, message: string][] = [];
    const rule = (key: string, fails: (value: number, limit: number) => boolean, words: string) => {
        const limit = schema[key];
        if (typeof limit === 'number') rules.push([(value) => fails(value, limit), `must be ${words} ${limit}`]);
    };
    rule('minimum', (value, limit) => value < limit, 'at least');
    rule('maximum', (value, limit) => value > limit, 'at most');
    rule('exclusiveMinimum', (value, limit) => value <= limit, 'more than');
    rule('exclusiveMaximum', (value, limit) => value >= limit, 'less than');
    rule('multipleOf', (value, limit) => Math.abs(value / limit - Math.round(value / limit)) > 1e-9, 'a multiple of');
    if (rules.length === 0) return undefined;
    return (value, place, onMismatch) => {
        if (typeof value !== 'number') return true;
        const broken = rules.find(([fails]) => fails(value));
        return broken ? no(place, onMismatch, broken[1]) : true;
    };
}

function numberOr(value: unknown, otherwise: number): number {
    return typeof value === 'number' ? value : otherwise;
}
