import type { LogLevel } from '../../protocol/events';

/** Receives what a script writes with `console`; the cloud drops it (nango-semantics §9). */
export type OnConsole = (level: LogLevel, args: unknown[]) => void;

const LEVELS = new Map<string, LogLevel>([
    ['debug', 'debug'],
    ['trace', 'debug'],
    ['warn', 'warn'],
    ['error', 'error'],
]);

/** A `console` of which every method exists, as the cloud's does. */
export function scriptConsole(onConsole: OnConsole): object {
    const methods = new Map<string, (...args: unknown[]) => void>();
    return new Proxy(Object.create(null), {
        get(_target, name) {
            if (typeof name !== 'string') return undefined;
            let method = methods.get(name);
            if (!method) {
                const level = LEVELS.get(name) ?? 'info';
                method =
                    name === 'assert'
                        ? (condition, ...args) => {
                              if (!condition) onConsole('error', ['Assertion failed', ...args]);
                          }
                        : (...args) => onConsole(level, args);
                methods.set(name, method);
            }
            return method;
        },
        set: () => true,
    });
}
