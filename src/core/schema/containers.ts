import { type Check, type Compile, no, regularExpression } from './check';
import { asJson, isSameJson, kindOf } from './jsonValue';
import type { JsonSchema } from './types';

type Keywords = Exclude<JsonSchema, boolean>;

/** The keywords for lists; undefined where there are none. */
export function checkArray(schema: Keywords, compile: Compile): Check | undefined {
    const { items, additionalItems, minItems, maxItems, uniqueItems } = schema;
    if ([items, minItems, maxItems, uniqueItems].every((keyword) => keyword === undefined)) return undefined;
    const first = Array.isArray(items) ? (items as JsonSchema[]).map(compile) : [];
    const rest = compile(((Array.isArray(items) ? additionalItems : items) as JsonSchema | undefined) ?? true);
    const least = typeof minItems === 'number' ? minItems : 0;
    const most = typeof maxItems === 'number' ? maxItems : Number.POSITIVE_INFINITY;
    return (value, place, onMismatch) => {
        if (!Array.isArray(value)) return true;
        let valid = true;
        if (value.length < least) valid = no(place, onMismatch, `must have at least ${least} items`);
        if (value.length > most) valid = no(place, onMismatch, `must have at most ${most} items`);
        for (let index = 0; index < value.length; index++) {
            const check = first[index] ?? rest;
            const item = asJson(value[index]);
            // JSON has null for what a list lacks.
            const seen = kindOf(item) === 'nothing' ? null : item;
            valid = check(seen, { within: place, key: index }, onMismatch) && valid;
        }
        if (uniqueItems === true && hasRepetition(value)) valid = no(place, onMismatch, 'must have no item twice');
        return valid;
    };
}

function hasRepetition(items: readonly unknown[]): boolean {
    return items.some((item, index) => items.slice(0, index).some((other) => isSameJson(item, other)));
}

/** The keywords for objects; undefined where there are none. */
export function checkObject(schema: Keywords, compile: Compile): Check | undefined {
    const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>).map(
        ([key, property]) => [key, compile(property)] as const,
    );
    const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
    const others = checkOthers(schema, new Set(properties.map(([key]) => key)), compile);
    if (properties.length + required.length === 0 && !others) return undefined;
    return (value, place, onMismatch) => {
        if (kindOf(value) !== 'object') return true;
        const object = value as Record<string, unknown>;
        let valid = true;
        for (const key of required) {
            if (Object.hasOwn(object, key) && kindOf(asJson(object[key])) !== 'nothing') continue;
            valid = no({ within: place, key }, onMismatch, 'is missing');
        }
        for (const [key, check] of properties) {
            if (!Object.hasOwn(object, key)) continue;
            const property = asJson(object[key]);
            if (kindOf(property) === 'nothing') continue;
            valid = check(property, { within: place, key }, onMismatch) && valid;
        }
        return (others ? others(object, place, onMismatch) : true) && valid;
    };
}

/** What holds for the properties that `properties` does not name, and for all names and their number. */
function checkOthers(schema: Keywords, named: ReadonlySet<string>, compile: Compile): Check | undefined {
    const { additionalProperties, patternProperties, propertyNames, minProperties, maxProperties } = schema;
    const patterns = Object.entries((patternProperties ?? {}) as Record<string, JsonSchema>).flatMap(
        ([pattern, property]) => {
            const expression = regularExpression(pattern);
            return expression ? [[expression, compile(property)] as const] : [];
        },
    );
    const openToAll = additionalProperties === undefined || isOpen(additionalProperties as JsonSchema);
    const keywords = [propertyNames, minProperties, maxProperties];
    const onlyUnnamed = patterns.length === 0 && keywords.every((keyword) => keyword === undefined);
    if (openToAll && onlyUnnamed) return undefined;
    const additional = openToAll ? undefined : compile(additionalProperties as JsonSchema);
    const names = propertyNames === undefined ? undefined : compile(propertyNames as JsonSchema);
    const least = typeof minProperties === 'number' ? minProperties : 0;
    const most = typeof maxProperties === 'number' ? maxProperties : Number.POSITIVE_INFINITY;
    return (value, place, onMismatch) => {
        const object = value as Record<string, unknown>;
        let valid = true;
        let present = 0;
        for (const key of Object.keys(object)) {
            if (onlyUnnamed && named.has(key)) continue;
            const property = asJson(object[key]);
            if (kindOf(property) === 'nothing') continue;
            present++;
            const at = { within: place, key };
            if (names) valid = names(key, at, onMismatch) && valid;
            const matching = patterns.filter(([pattern]) => pattern.test(key));
            for (const [, check] of matching) valid = check(property, at, onMismatch) && valid;
            if (named.has(key) || matching.length > 0 || !additional) continue;
            valid =
                additionalProperties === false
                    ? no(at, onMismatch, 'is not declared')
                    : additional(property, at, onMismatch) && valid;
        }
        if (present < least) valid = no(place, onMismatch, `must have at least ${least} properties`);
        if (present > most) valid = no(place, onMismatch, `must have at most ${most} properties`);
        return valid;
    };
}

function isOpen(schema: JsonSchema): boolean {
    return schema === true || (typeof schema === 'object' && Object.keys(schema).length === 0);
}
