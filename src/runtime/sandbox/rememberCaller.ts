import { processSources } from './processSources';
import type { ScriptSources } from './ScriptSources';

/**
 * Wraps a function that scripts call, so that an error it rejects with is told at the place of the call. V8 follows
 * `await` from our code into the script's only when the error comes some turns later; a call that is refused at once
 * would otherwise have no place. Promises and async generators are watched; errors thrown at once have their place.
 */
export function rememberCaller<Args extends unknown[], Result>(
    call: (...args: Args) => Result,
    sources: ScriptSources = processSources,
): (...args: Args) => Result {
    const remembered = (...args: Args): Result => {
        const caller = {};
        Error.captureStackTrace(caller, remembered);
        const result = call(...args);
        if (result instanceof Promise) return watchPromise(result, caller, sources) as Result;
        if (isAsyncGenerator(result)) return watchGenerator(result, caller, sources) as Result;
        return result;
    };
    return remembered;
}

async function watchPromise(promise: Promise<unknown>, caller: object, sources: ScriptSources): Promise<unknown> {
    try {
        return await promise;
    } catch (error) {
        sources.rememberCaller(error, caller);
        throw error;
    }
}

async function* watchGenerator(
    generator: AsyncGenerator<unknown>,
    caller: object,
    sources: ScriptSources,
): AsyncGenerator<unknown> {
    try {
        return yield* generator;
    } catch (error) {
        sources.rememberCaller(error, caller);
        throw error;
    }
}

function isAsyncGenerator(value: unknown): value is AsyncGenerator<unknown> {
    return typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;
}
