/** Stands in for Node's `assert` in the bundles: what the library that follows redirects asks of it. */
function assert(isTrue: unknown, message?: string): void {
    if (!isTrue) throw new Error(message ?? 'An assertion failed.');
}

assert.equal = (actual: unknown, expected: unknown, message?: string): void => assert(actual === expected, message);

export = assert;
