import type { ScriptKind } from './types';

const CREATORS: Record<string, ScriptKind> = {
    createSync: 'sync',
    createAction: 'action',
    createOnEvent: 'on-event',
};

/**
 * The kind of a zero-YAML script from its default export, without evaluating it (nango-semantics §1.2):
 * `export default createSync({…})`, `const sync = createSync({…}); export default sync` or `export { sync as default }`,
 * under whatever names the creators were imported. Undefined when it cannot be told.
 */
export function definitionKind(text: string): ScriptKind | undefined {
    const code = withoutCommentsAndStrings(text);
    const creators = creatorNames(code);
    const direct = /\bexport\s+default\s+([A-Za-z_$][\w$]*)/.exec(code);
    const name = direct?.[1] ?? /\bexport\s*\{[^}]*?([A-Za-z_$][\w$]*)\s+as\s+default\b/.exec(code)?.[1];
    if (name === undefined) return undefined;
    const kind = creators.get(name);
    if (kind) return kind;
    const declared = new RegExp(`\\b(?:const|let|var)\\s+${quoted(name)}\\b[^=]*=\\s*([A-Za-z_$][\\w$]*)`).exec(code);
    return declared ? creators.get(declared[1]!) : undefined;
}

/** The creators by the names they have in a file. */
function creatorNames(code: string): Map<string, ScriptKind> {
    const names = new Map(Object.entries(CREATORS));
    for (const [, original, local] of code.matchAll(/\b(create(?:Sync|Action|OnEvent))\s+as\s+([A-Za-z_$][\w$]*)/g)) {
        names.set(local!, CREATORS[original!]!);
    }
    return names;
}

const quoted = (name: string) => name.replaceAll('$', '\\$');

/** Code with blanks for comments and for what stands in strings and templates. */
function withoutCommentsAndStrings(text: string): string {
    return text.replace(
        /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g,
        (found) => (found.startsWith('/') ? ' ' : '""'),
    );
}
