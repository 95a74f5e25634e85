/** What cannot name an interface: the words of the language, and of its types. */
const RESERVED = new Set(
    (
        'any unknown never string number boolean symbol bigint void undefined null object ' +
        'break case catch class const continue debugger default delete do else enum export extends false finally for ' +
        'function if import in instanceof new return super switch this throw true try typeof var while with ' +
        'implements interface let package private protected public static yield await'
    ).split(' '),
);

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Whether a model may be called so in TypeScript without more ado. */
export function isTypeName(name: string): boolean {
    return IDENTIFIER.test(name) && !RESERVED.has(name);
}

/** The names that models have in TypeScript: their own where it is allowed there, else one like it that is still free. */
export function typeNames(models: readonly string[]): ReadonlyMap<string, string> {
    const taken = new Set(models.filter(isTypeName));
    return new Map(
        models.map((model) => {
            if (isTypeName(model)) return [model, model];
            let name = `_${model.replace(/[^\w$]/g, '_')}`;
            while (taken.has(name)) name += '_';
            taken.add(name);
            return [model, name];
        }),
    );
}

/** A property's name, in quotes where it needs them; `constructor` does too, or it would be read as one. */
export function propertyName(name: string): string {
    return IDENTIFIER.test(name) && name !== 'constructor' ? name : quoted(name);
}

/** A text as a literal in single quotes. */
export function quoted(text: string): string {
    const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
    return `'${inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}
