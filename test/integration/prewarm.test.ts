import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { Compiler } from '../../src/compile/Compiler';
import { Engine } from '../../src/host';
import { action, testProject } from '../support/testProject';

function engineFor(root: string, prewarmedIdleMs?: number): Engine {
    const engine = new Engine({
        distFolder: path.resolve(import.meta.dirname, '../../dist'),
        nodePath: process.execPath,
        environment: { PATH: process.env.PATH },
        cacheFolder: path.join(root, '.cache'),
        prewarmedIdleMs,
    });
    onTestFinished(() => engine.dispose());
    return engine;
}

function project() {
    const made = testProject({ 'demo/actions/hello.ts': action(`return 'hello';`) });
    onTestFinished(() => made.remove());
    return made.root;
}

it.skipIf(process.platform !== 'linux')('a child that was started ahead and that no run takes is ended', async () => {
    const root = project();
    const engine = engineFor(root, 50);
    await engine.prewarm(root);
    expect(childrenOf(root)).toHaveLength(1);
    while (childrenOf(root).length > 0) await new Promise((resolve) => setImmediate(resolve));
    const session = await engine.start({ folder: root, script: { name: 'hello' }, withoutCredentials: true });
    expect(await session.outcome).toMatchObject({ status: 'succeeded', output: 'hello' });
});

it.skipIf(process.platform !== 'linux')(
    'the next run takes it, and another is kept for no second project',
    async () => {
        const [root, other] = [project(), project()];
        const engine = engineFor(root);
        await engine.prewarm(root);
        const [ahead] = childrenOf(root);
        const session = await engine.start({ folder: root, script: { name: 'hello' }, withoutCredentials: true });
        expect(childrenOf(root)).toEqual([ahead]);
        await session.outcome;
        await engine.prewarm(root);
        await engine.prewarm(other);
        while (childrenOf(root).length > 0) await new Promise((resolve) => setImmediate(resolve));
        expect(childrenOf(other)).toHaveLength(1);
    },
);

it.each(['hello', 'absent'])('rehearsing the script %s leaves no trace, and says nothing', async (name) => {
    const root = project();
    const before = readdirSync(root);
    const compiled = vi.spyOn(Compiler.prototype, 'compile');
    onTestFinished(() => compiled.mockRestore());
    const engine = engineFor(root);
    await engine.prewarm(root, { script: { name } });
    const start = () => engine.start({ folder: root, script: { name }, withoutCredentials: true });
    if (name === 'absent') await expect(start()).rejects.toMatchObject({ code: 'script_not_found' });
    else {
        await vi.waitUntil(() => compiled.mock.calls.length === 1);
        expect(readdirSync(root).filter((entry) => entry !== '.cache')).toEqual(before);
        expect(await (await start()).outcome).toMatchObject({ status: 'succeeded', output: 'hello' });
    }
});

/** Processes that were allowed to read a project's store. */
function childrenOf(root: string): string[] {
    return readdirSync('/proc').filter(
        (name) => /^\d+$/.test(name) && commandLine(name).includes(`=${root}/.syncbench`),
    );
}

function commandLine(pid: string): string {
    try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
        return '';
    }
}
