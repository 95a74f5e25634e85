import vm from 'node:vm';

/**
 * Runs inside the script's context, so that the clock is made of the context's own `Date` and no function of ours is
 * within reach. `Date` itself becomes a proxy: it can be called without `new`, and its instances are its own.
 */
const SOURCE = `(offset) => {
    const Real = Date;
    const now = () => Real.now() + offset;
    const Shifted = new Proxy(Real, {
        construct: (target, args, as) => Reflect.construct(target, args.length === 0 ? [now()] : args, as === Shifted ? target : as),
        apply: () => new Real(now()).toString(),
        get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
    });
    Object.defineProperty(Real.prototype, 'constructor', { value: Shifted, writable: true, configurable: true });
    globalThis.Date = Shifted;
}`;

/**
 * Sets the clock of a context: `new Date()`, `Date()` and `Date.now()` are ahead of the real one by `offset`
 * milliseconds, and go on from there.
 */
export function shiftClock(context: vm.Context, offset: number): void {
    const shift = new vm.Script(SOURCE, { filename: 'syncbench:clock' }).runInContext(context) as (by: number) => void;
    shift(offset);
}
