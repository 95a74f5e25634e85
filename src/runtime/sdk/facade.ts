import { BLOCKED_MEMBERS } from '../../core/policy/members';
import { rememberCaller } from '../sandbox';

/** What is refused by name: the cloud's list, and what else would lead behind the facade. */
const BLOCKED = new Set([
    ...BLOCKED_MEMBERS,
    ...['__defineGetter__', '__defineSetter__', '__lookupGetter__', '__lookupSetter__'],
]);

/** Names that `JSON.stringify`, `await` and the like look up on every object. */
const isProbe = (name: PropertyKey) => typeof name === 'symbol' || name === 'then' || name === 'toJSON';

/**
 * The object a script gets as `nango`: the public members of an SDK instance, bound to it, and nothing behind them.
 * Like the cloud's facade it has no prototype and refuses its internals by name.
 */
export function createFacade<T extends object>(sdk: T): T {
    const members: Record<string, unknown> = Object.create(null);
    for (const name of publicMembers(sdk)) {
        const value = Reflect.get(sdk, name);
        const isMethod = typeof value === 'function' && name !== 'ActionError';
        members[name] = isMethod ? rememberCaller(value.bind(sdk)) : value;
    }
    return new Proxy(members, {
        get: (target, name) => {
            if (BLOCKED.has(name as string)) throw new Error(`Access to "${String(name)}" is not allowed.`);
            return isProbe(name) ? undefined : target[name as string];
        },
        has: (target, name) => !BLOCKED.has(name as string) && Reflect.has(target, name),
        getPrototypeOf: () => null,
        setPrototypeOf: () => false,
        ownKeys: (target) => Reflect.ownKeys(target),
    }) as T;
}

function publicMembers(sdk: object): string[] {
    const names = new Set(Object.keys(sdk));
    for (let proto = Object.getPrototypeOf(sdk); proto !== Object.prototype; proto = Object.getPrototypeOf(proto)) {
        for (const name of Object.getOwnPropertyNames(proto)) names.add(name);
    }
    return [...names].filter((name) => !BLOCKED.has(name));
}
