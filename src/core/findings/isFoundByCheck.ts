import { REFUSED_IN_ACTIONS } from '../policy/members';

/** Types of failures that always are mistakes in a script or in a list of scripts. */
const TYPES = new Set([
    ...['compile_error', 'no_default_function', 'no_definition', 'script_not_listed', 'script_file_missing'],
    ...['yaml_syntax', 'indentation', 'duplicate_key', 'empty_config', 'no_integrations'],
]);
/** What scripts fail with that name an unknown model, or reach for what they do not have (nango-semantics §3.5, §9). */
const MESSAGES = [
    /^The model '.*' is not included in the declared sync models: ./s,
    /^Module '.*' is not allowed$/s,
    new RegExp(`\\.(?:${REFUSED_IN_ACTIONS.join('|')}) is not a function`),
];
const ADVICE = /^Nango's sandbox /;

/** Whether `check` would have found what a run failed of. */
export function isFoundByCheck(failure: { type: string; message: string; advice?: string }): boolean {
    const { type, message, advice = '' } = failure;
    return TYPES.has(type) || ADVICE.test(advice) || MESSAGES.some((pattern) => pattern.test(message));
}
