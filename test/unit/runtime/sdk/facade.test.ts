import { describe, expect, it } from 'vitest';
import { createFacade } from '../../../../src/runtime/sdk/facade';

class Base {
    #secret = 'hidden';
    readonly id = 'x';
    secretLength(): number {
        return this.#secret.length;
    }
}
class Derived extends Base {
    readonly ActionError = class {};
    own(): string {
        return this.id;
    }
}

describe('the object a script gets as `nango` (nango-semantics §3.4)', () => {
    const facade = createFacade(new Derived()) as Derived & Record<string, unknown>;

    it('has the public members of the whole class chain, bound', () => {
        const { own, secretLength } = facade;
        expect([own(), secretLength(), facade.id]).toEqual(['x', 6, 'x']);
        expect(new facade.ActionError()).toBeInstanceOf(facade.ActionError);
    });

    it.each(['constructor', '__proto__', 'nango', 'persistClient', 'abortSignal'])('refuses %s', (name) => {
        expect(() => facade[name]).toThrow(`Access to "${name}" is not allowed.`);
        expect(name in facade).toBe(false);
    });

    it('has no prototype, and gets none', () => {
        expect(Object.getPrototypeOf(facade)).toBeNull();
        expect(() => Object.setPrototypeOf(facade, {})).toThrow();
    });

    it('can be awaited, spread and turned into JSON', async () => {
        expect(await facade).toBe(facade);
        expect({ ...facade }.id).toBe('x');
        expect(JSON.parse(JSON.stringify(facade))).toEqual({ id: 'x' });
    });

    it('knows nothing by unknown names', () => {
        expect(facade.nothing).toBeUndefined();
        expect('nothing' in facade).toBe(false);
    });
});
