/** `ActionError` (nango-semantics §3.4, §9.2), in the words of this project. */
export const ERRORS = `/**
 * An error that an action answers to the app that triggered it. Throw it: throw new nango.ActionError({ message: '...' }).
 * As a value take it from nango; this declaration has none when the official tool bundles the script.
 */
export declare class ActionError<T = Record<string, unknown>> extends Error {
    /** Always 'action_script_runtime_error'. */
    type: string;
    /** What the app receives. */
    payload?: T;
    constructor(payload?: T);
}
`;
