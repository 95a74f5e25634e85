import { UserError } from '../core/findings/UserError';
import type { ScriptKind } from '../core/project/types';
import type { CompiledScript } from '../protocol/messages';

type ScriptFunction = (...args: unknown[]) => unknown;

/** What a loaded script is: the function to call, and the script with what it declares about itself. */
export interface ScriptDefinition {
    exec: ScriptFunction;
    script: CompiledScript;
}

/** The kinds as a zero-YAML definition names them (nango-semantics §1.2). */
const KINDS: Record<string, ScriptKind> = { sync: 'sync', action: 'action', onEvent: 'on-event' };

/**
 * Reads the exports of a loaded script (nango-semantics §9, "classic call" and "zero call"): a classic one exports a
 * function; a zero-YAML one a definition, which also says what `nango.yaml` says of the others.
 * @throws UserError `no_default_function`, `no_definition`, `incorrect_script`
 */
export function readDefinition(exported: Record<string, unknown>, script: CompiledScript): ScriptDefinition {
    return script.form === 'classic' ? classic(exported, script) : zeroYaml(exported, script);
}

function classic(exported: Record<string, unknown>, script: CompiledScript): ScriptDefinition {
    const entry = exported.default;
    if (typeof entry === 'function') return { exec: entry as ScriptFunction, script };
    const name = script.kind === 'sync' ? 'fetchData(nango: NangoSync)' : 'runAction(nango: NangoAction, input)';
    const what = entry === undefined ? 'has no default export' : 'has a default export that is not a function';
    throw refusal(script, 'no_default_function', what, `Write \`export default async function ${name}\`.`);
}

function zeroYaml(exported: Record<string, unknown>, script: CompiledScript): ScriptDefinition {
    const definition = exported.default as Record<string, unknown> | undefined;
    const create = { sync: 'createSync', action: 'createAction', 'on-event': 'createOnEvent' }[script.kind];
    const advice = `Write \`export default ${create}({ …, exec: async (nango) => { … } })\`.`;
    const kind = definition !== null && typeof definition === 'object' ? KINDS[String(definition.type)] : undefined;
    if (!definition || kind === undefined) {
        const what = definition ? 'has a default export that is no definition' : 'has no default export';
        throw refusal(script, 'no_definition', what, advice);
    }
    if (kind !== script.kind) {
        throw refusal(script, 'incorrect_script', `is of kind ${kind}, not ${script.kind}`, advice);
    }
    if (typeof definition.exec !== 'function') {
        throw refusal(script, 'no_definition', 'has a definition without an `exec` function', advice);
    }
    const exec = definition.exec.bind(definition) as ScriptFunction;
    if (kind !== 'sync') return { exec, script };
    return {
        exec,
        script: {
            ...script,
            models: definition.models && typeof definition.models === 'object' ? Object.keys(definition.models) : [],
            trackDeletes: definition.trackDeletes === true,
            syncType: definition.syncType === 'incremental' ? 'incremental' : 'full',
        },
    };
}

function refusal({ integration, name, file }: CompiledScript, code: string, what: string, advice: string): UserError {
    return new UserError(code, `${integration}/${name} ${what}.`, { location: { file, line: 1, column: 1 }, advice });
}
