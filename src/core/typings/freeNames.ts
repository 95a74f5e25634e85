const DECLARATION = /^(?:export )?(?:declare )?(?:interface|type|class|const|function) (\w+)/gm;

/** Types of the language that the declarations use. */
const LANGUAGE_TYPES = [
    'ArrayBuffer',
    'AsyncGenerator',
    'Date',
    'Error',
    'Extract',
    'Map',
    'Omit',
    'Partial',
    'Promise',
    'Readonly',
    'Record',
];

/**
 * Makes declarations give way to the models of a project: what they declare under a model's name is called `Nango…`, and
 * a type of the language that a model hides is reached through `globalThis`.
 */
export function giveWay(declarations: string, models: ReadonlySet<string>): string {
    const own = [...declarations.matchAll(DECLARATION)].map(([, name]) => name!);
    const replacements = new Map<string, string>();
    for (const name of own) {
        if (models.has(name)) replacements.set(name, freeName(name, models, own));
    }
    for (const name of LANGUAGE_TYPES) {
        if (models.has(name)) replacements.set(name, `globalThis.${name}`);
    }
    if (replacements.size === 0) return declarations;
    // A name before a colon is a member's.
    const words = new RegExp(`(?<!globalThis\\.)\\b(${[...replacements.keys()].join('|')})\\b(?!\\??:)`, 'g');
    return declarations
        .split('\n')
        .map((line) =>
            /^\s*(\/\*\*|\*)/.test(line) ? line : line.replace(words, (name) => replacements.get(name) ?? name),
        )
        .join('\n');
}

function freeName(name: string, models: ReadonlySet<string>, own: readonly string[]): string {
    let free = `Nango${name}`;
    while (models.has(free) || own.includes(free)) free += '_';
    return free;
}
