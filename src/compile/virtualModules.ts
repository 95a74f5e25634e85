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

/**
 * The values of the `nango` package in a zero-YAML project (nango-semantics §3.2). The official compiler removes the
 * calls; they return their definition with its type.
 */
export function nangoModule(): string {
    const create = (name: string, type: string) =>
        `export const ${name} = (definition) => ({ type: ${JSON.stringify(type)}, ...definition });\n`;
    return create('createSync', 'sync') + create('createAction', 'action') + create('createOnEvent', 'onEvent');
}
