/** Namespaces of the modules that exist only for the compiler. */
export const MODELS_NAMESPACE = 'syncbench-models';
export const NANGO_NAMESPACE = 'syncbench-nango';

/**
 * What an import of values from `models` gets (nango-semantics §3.1): the runtime's `ActionError`, of which the
 * generated file only has a declaration, and every value of the real file (`NangoFlows`), if there is one.
 * @param file absolute path of the project's `models.ts`, if it exists
 */
export function modelsModule(file: string | undefined): string {
    const own = 'const RuntimeActionError = ActionError;\nexport { RuntimeActionError as ActionError };\n';
    return file ? `${own}export * from ${JSON.stringify(file)};\n` : own;
}

/** The creators of each entry of the `nango` package, and the type that each gives its definition (nango-semantics §3.2). */
const CREATORS: Record<string, Record<string, string>> = {
    nango: { createSync: 'sync', createAction: 'action', createOnEvent: 'onEvent' },
    'nango/experimental': { createFunction: 'function' },
};

/**
 * The values of the `nango` package in a zero-YAML project (nango-semantics §3.2). The official compiler removes the
 * calls; they return their definition with its type.
 * @param specifier `nango` or `nango/experimental`
 */
export function nangoModule(specifier: string): string {
    return Object.entries(CREATORS[specifier] ?? {})
        .map(([name, type]) => `export const ${name} = (definition) => ({ type: '${type}', ...definition });\n`)
        .join('');
}

/** Whether a module is one of those above. */
export function isNangoModule(specifier: string): boolean {
    return Object.hasOwn(CREATORS, specifier);
}
