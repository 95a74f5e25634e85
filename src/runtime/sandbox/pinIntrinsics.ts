import { EventEmitter } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import stream from 'node:stream';

type Owner = object;

/**
 * Keys that V8's fast paths for arrays, iteration and promises depend on: touching them, even to freeze them, makes
 * loops and destructuring 10 to 40 times slower in the whole process (measured on Node 24). For the same reason
 * `Array.prototype`, the iterators and `RegExp.prototype` are left alone.
 */
const FAST_PATH_KEYS: ReadonlySet<PropertyKey> = new Set([
    'constructor',
    'next',
    'then',
    'resolve',
    Symbol.iterator,
    Symbol.species,
]);

/**
 * Makes the methods that our own code and Node call on shared objects unchangeable. A script holds host objects
 * (`Buffer`, `Error`, streams of `crypto`), and through them their prototypes: a replaced `EventEmitter.prototype.emit`
 * would be called with `this === process`, a replaced `Function.prototype.call` with whatever a module loader passes.
 */
export function pinIntrinsics(): void {
    // Prototypes of objects that libraries give methods of their own, by assignment: that must go on working.
    for (const owner of [
        Object.prototype,
        Function.prototype,
        Error.prototype,
        EventEmitter.prototype,
        stream.Stream.prototype,
        stream.Readable.prototype,
        stream.Writable.prototype,
        stream.Duplex.prototype,
        stream.Transform.prototype,
        net.Socket.prototype,
        net.Server.prototype,
        http.OutgoingMessage.prototype,
        http.ClientRequest.prototype,
        http.IncomingMessage.prototype,
        http.Agent.prototype,
        Object.getPrototypeOf(process) as object,
    ]) {
        pin(owner, { overridable: true });
        // No new members either: a setter on a prototype would be called with every object that sets such a member.
        Object.preventExtensions(owner);
    }
    for (const owner of [Object, Function, Error, Promise, Reflect, JSON, Symbol, EventEmitter]) pin(owner);
    for (const owner of [Buffer, URL, URLSearchParams, Map, Set, WeakMap, String, Promise] as { prototype: object }[]) {
        pin(owner.prototype);
    }
    for (const owner of [Buffer, URL, URLSearchParams]) pin(owner);
}

function pin(owner: Owner, { overridable = false } = {}): void {
    for (const key of Reflect.ownKeys(owner)) {
        const descriptor = Object.getOwnPropertyDescriptor(owner, key);
        if (!descriptor?.configurable || (FAST_PATH_KEYS.has(key) && !overridable)) continue;
        if (!('value' in descriptor) || typeof descriptor.value !== 'function') {
            Object.defineProperty(owner, key, { configurable: false });
        } else if (overridable) {
            Object.defineProperty(owner, key, overridableProperty(owner, key, descriptor));
        } else {
            Object.defineProperty(owner, key, { writable: false, configurable: false });
        }
    }
}

/**
 * A read-only property that can still be assigned on the objects that inherit it; a plain read-only one would make
 * such an assignment an error.
 */
function overridableProperty(
    owner: Owner,
    key: PropertyKey,
    { value, enumerable }: PropertyDescriptor,
): PropertyDescriptor {
    return {
        get: () => value as unknown,
        set(this: object, assigned: unknown) {
            if (this === owner) return;
            Object.defineProperty(this, key, { value: assigned, writable: true, enumerable: true, configurable: true });
        },
        enumerable,
        configurable: false,
    };
}
