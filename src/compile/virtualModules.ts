/** Namespaces of the modules that exist only for the compiler. */
export const MODELS_NAMESPACE = 'syncbench-models';
export const NANGO_NAMESPACE = 'syncbench-nango';

/**
 * What an import of values from `models` gets (nango-semantics §3.1): the runtime's `ActionError`, of which the
 * generated file only has a declaration, and `NangoFlows` with every other value of the real file; without a file,
 * `NangoFlows` as it would be written into one.
 * @param models absolute path of the project's `models.ts`, or what `nango.yaml` lists where there is no such file
 */
export function modelsModule(models: { file: string } | { flows: readonly object[] }): string {
    const own = 'const RuntimeActionError = ActionError;\nexport { RuntimeActionError as ActionError };\n';
    if ('file' in models) return `${own}export * from ${JSON.stringify(models.file)};\n`;
    return `${own}export const NangoFlows = ${JSON.stringify(models.flows)};\n`;
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
