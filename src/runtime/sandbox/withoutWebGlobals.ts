/**
 * Removes web APIs of Node's from this process, before any library looks at them: our HTTP client needs none of them, and
 * a mere look at `FormData` makes Node load its whole fetch implementation, which is a quarter of a child's start-up time.
 * Even `Object.getOwnPropertyDescriptor` is a look. `fetch`, `Headers`, `Request` and `Response` stay, unlooked at, for
 * what `--lenient` and `uncontrolledFetch` give a script; other scripts do not get them (nango-semantics §9).
 *
 * Import this module first.
 */
const REMOVED = ['FormData', 'WebSocket', 'EventSource', 'MessageEvent', 'navigator'];

for (const name of REMOVED) Reflect.deleteProperty(globalThis, name);

/** The removed `FormData`, from what Node makes of a form in a response; loads Node's fetch implementation. */
export async function removedFormData(): Promise<typeof FormData> {
    const form = await new Response(new URLSearchParams()).formData();
    return form.constructor as typeof FormData;
}
