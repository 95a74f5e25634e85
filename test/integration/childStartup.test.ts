import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';

const program = path.resolve('dist/runtimeProgram.js');

/** The modules of Node's own that are loaded once the child's program is, before any run. */
function loadedModules(): string[] {
    const code = `require(${JSON.stringify(program)}); console.log(JSON.stringify(process.moduleLoadList))`;
    return JSON.parse(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' })) as string[];
}

test('a child starts without what takes a quarter of its start: fetch, HTTP/2 and web streams', () => {
    const loaded = loadedModules();
    expect(loaded).toContain('NativeModule net');
    expect(loaded).not.toContain('NativeModule internal/deps/undici/undici');
    expect(loaded).not.toContain('NativeModule http2');
    expect(loaded).not.toContain('NativeModule internal/webstreams/readablestream');
});
