/** A `${…}` placeholder found in a template. */
export interface Placeholder {
    /** Offsets of the whole placeholder, end exclusive. */
    start: number;
    end: number;
    /** What stands between the braces, e.g. `connectionConfig.subdomain` or `base64(${apiKey}:)`. */
    expression: string;
}

/** Values that placeholders look up by dotted path. */
export type TemplateValues = Record<string, unknown>;

/**
 * The outermost placeholders of a template, in order; helper calls may contain further ones.
 * An unclosed `${` is plain text.
 */
export function findPlaceholders(template: string): Placeholder[] {
    const found: Placeholder[] = [];
    for (let start = template.indexOf('${'); start >= 0; ) {
        const end = closingBrace(template, start);
        if (end < 0) break;
        found.push({ start, end, expression: template.slice(start + 2, end - 1).trim() });
        start = template.indexOf('${', end);
    }
    return found;
}

function closingBrace(template: string, start: number): number {
    let depth = 0;
    for (let i = start; i < template.length; i++) {
        if (template[i] === '$' && template[i + 1] === '{') depth++;
        else if (template[i] === '}' && --depth === 0) return i + 1;
    }
    return -1;
}

/**
 * Replaces every `${path.to.value}` whose value is a string, number or boolean; the others stay as they are written
 * (nango-semantics §4.2). `connectionConfig` and `connection_config` name the same object. The one helper is
 * `${base64(…)}`, whose inside is a template again (§4.3); it resolves when its inside does.
 */
export function interpolate(template: string, values: TemplateValues): string {
    let result = '';
    let from = 0;
    for (const { start, end, expression } of findPlaceholders(template)) {
        result += template.slice(from, start) + (resolve(expression, values) ?? template.slice(start, end));
        from = end;
    }
    return result + template.slice(from);
}

/** The expressions of a template that have no value, looking into `base64(…)`. */
export function unresolvedExpressions(template: string, values: TemplateValues): string[] {
    return findPlaceholders(template).flatMap(({ expression }) => {
        const inner = base64Argument(expression);
        if (inner !== undefined) return unresolvedExpressions(inner, values);
        return resolve(expression, values) === undefined ? [expression] : [];
    });
}

/** Every path that a template looks up, looking into `base64(…)`. */
export function templatePaths(template: string): string[] {
    return findPlaceholders(template).flatMap(({ expression }) => {
        const inner = base64Argument(expression);
        return inner === undefined ? [expression] : templatePaths(inner);
    });
}

/**
 * Of a template `A || B || …`, the first alternative that resolves wholly, else the last (§4.3),
 * e.g. `${connectionConfig.version} || 2022-11-28`.
 */
export function chooseAlternative(template: string, values: TemplateValues): string {
    const alternatives = template.split(/\s*\|\|\s*/);
    return (
        alternatives.find((alternative) => unresolvedExpressions(alternative, values).length === 0) ??
        (alternatives.at(-1) as string)
    );
}

function resolve(expression: string, values: TemplateValues): string | undefined {
    const inner = base64Argument(expression);
    if (inner !== undefined) {
        if (unresolvedExpressions(inner, values).length > 0) return undefined;
        return Buffer.from(interpolate(inner, values), 'utf8').toString('base64');
    }
    const value = lookUp(expression, values);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : undefined;
}

function base64Argument(expression: string): string | undefined {
    return /^base64\((.*)\)$/s.exec(expression)?.[1];
}

/** Own properties only: a template never reaches `constructor` and the like. */
function lookUp(path: string, values: TemplateValues): unknown {
    const [first = '', ...rest] = path.split('.');
    let value: unknown = values;
    for (const key of [first === 'connectionConfig' ? 'connection_config' : first, ...rest]) {
        if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
        value = (value as Record<string, unknown>)[key];
    }
    return value;
}
