/**
 * What an action throws to give the app a descriptive error (nango-semantics §3.4, §9.1). A script finds it as
 * `nango.ActionError`, as a global, and as a value export of `models`.
 */
export class ActionError<T = Record<string, unknown>> extends Error {
    readonly type = 'action_script_runtime_error';
    readonly payload: T;

    constructor(payload?: T) {
        super();
        this.payload = (payload ?? {}) as T;
    }
}
