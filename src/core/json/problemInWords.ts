/** What is used of a problem that zod found; of a union, also what each of its members found. */
export interface Issue {
    readonly code?: string | undefined;
    readonly path?: readonly PropertyKey[] | undefined;
    readonly expected?: unknown;
    readonly input?: unknown;
    readonly values?: readonly unknown[] | undefined;
    readonly keys?: readonly string[] | undefined;
    readonly errors?: readonly (readonly Issue[])[] | undefined;
}

/**
 * What does not fit, in the words of JSON and YAML instead of zod's: `expected object, received string`.
 * The value itself is never quoted: it may be a secret.
 */
export function problemInWords(issue: Issue): string {
    const { code, input, values = [], keys = [] } = issue;
    if (input === undefined && code !== 'unrecognized_keys') return 'it is missing';
    switch (code) {
        case 'too_small':
            return 'it is empty';
        case 'unrecognized_keys':
            return `it has the unknown field${keys.length > 1 ? 's' : ''} ${keys.map((key) => `\`${key}\``).join(', ')}`;
        case 'invalid_value':
            return `expected ${values.map((value) => JSON.stringify(value)).join(' or ')}`;
        default: {
            const expected = expectedBy(issue);
            return expected.length === 0
                ? 'unexpected value'
                : `expected ${expected.join(' or ')}, received ${typeOf(input)}`;
        }
    }
}

/** The types that may stand at the place of the issue itself. */
function expectedBy({ code, expected, errors = [] }: Issue): string[] {
    if (code === 'invalid_type') return [expected === 'record' ? 'object' : String(expected)];
    const ofMembers = errors.flat().filter(({ path = [] }) => path.length === 0);
    return [...new Set(ofMembers.flatMap(expectedBy))];
}

function typeOf(value: unknown): string {
    if (value === null) return 'null';
    return Array.isArray(value) ? 'array' : typeof value;
}
