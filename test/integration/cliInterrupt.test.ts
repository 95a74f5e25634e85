import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLI, syncbench } from '../support/syncbench';
import { sync, type TestProject, testProject } from '../support/testProject';
import { testServer } from '../support/testServer';

/** What `--json` prints of a run that was ended after it had saved one record. */
const CANCELLED_DOCUMENT = { ok: false, records: { Item: [{ id: '1' }] }, error: { type: 'script_aborted' } };

let project: TestProject;

beforeAll(() => {
    const save = `await nango.batchSave([{ id: '1', name: 'a' }], 'Item');`;
    project = testProject({
        'demo/syncs/hangs.ts': sync(`${save}\nawait nango.log('ready');\nawait new Promise(() => {});`),
        'demo/syncs/spins.ts': sync(`${save}\nawait nango.log('ready');\nfor (;;) {}`),
        'demo/syncs/callsAndSpins.ts': sync(`${save}\nawait nango.get({ endpoint: '/' });\nfor (;;) {}`),
        'demo/syncs/calls.ts': sync(`${save}\nawait nango.get({ endpoint: '/' });`),
        'demo/syncs/floods.ts': sync(`await nango.log('ready');\nfor (let i = 0; ; i++) await nango.log('line ' + i);`),
    });
});

afterAll(() => project.remove());

interface Running {
    program: ChildProcess;
    /** Resolves once the script has said `ready`. */
    ready: Promise<void>;
    output: { stdout: string; stderr: string };
}

function start(script: string, flags: string[], env: NodeJS.ProcessEnv = {}): Running {
    const args = [CLI, 'run', `demo/${script}`, '--project', project.root, ...flags];
    const program = spawn(process.execPath, args, {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, ...env },
    });
    const output = { stdout: '', stderr: '' };
    program.stderr?.on('data', (data) => {
        output.stderr += data;
    });
    const ready = new Promise<void>((resolve, reject) => {
        program.stdout?.on('data', (data) => {
            output.stdout += data;
            if (output.stdout.includes('ready')) resolve();
        });
        program.once('close', () => reject(new Error(`ended early: ${output.stdout}${output.stderr}`)));
    });
    ready.catch(() => {});
    return { program, ready, output };
}

/** The processes that a process has started, and theirs. */
function descendants(pid: number): number[] {
    const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return list ? list.split(' ').flatMap((child) => [Number(child), ...descendants(Number(child))]) : [];
}

/** Waits until none of these processes is left; a process that only waits to be reaped is gone. */
async function allGone(pids: number[], withinMs: number): Promise<boolean> {
    const end = performance.now() + withinMs;
    while (performance.now() < end) {
        if (!pids.some(isAlive)) return true;
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return false;
}

function isAlive(pid: number): boolean {
    const file = `/proc/${pid}/stat`;
    try {
        return existsSync(file) && !/\) Z /.test(readFileSync(file, 'utf8'));
    } catch {
        return false;
    }
}

/** Whether the program has its signal handlers; Node itself has one for SIGINT and SIGTERM from the start, for SIGHUP it has none. */
function catchesSignals(pid: number): boolean {
    const caught = /^SigCgt:\s*([0-9a-f]+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
    return ((BigInt(`0x${caught}`) >> BigInt(os.constants.signals.SIGHUP - 1)) & 1n) === 1n;
}

// How processes are found here is Linux's way.
describe.runIf(process.platform === 'linux')('a run that is stopped', () => {
    it.each([
        ['hangs', 'SIGINT', 130],
        ['spins', 'SIGINT', 130],
        ['hangs', 'SIGTERM', 143],
        ['floods', 'SIGINT', 130],
    ] as const)('%s: %s ends it within a second and leaves no process', async (script, signal, expected) => {
        const store = path.join(project.root, `store-${script}-${signal}`);
        const { program, ready, output } = start(script, ['--store', store]);
        await ready;
        const started = descendants(program.pid!);
        expect(started.length).toBeGreaterThan(0);
        const closed = once(program, 'close');
        const stoppedAt = performance.now();
        program.kill(signal);
        const [code] = await closed;
        expect(performance.now() - stoppedAt).toBeLessThan(1_500);
        expect([code, await allGone(started, 500)]).toEqual([expected, true]);
        expect(output.stderr).toContain('Cancelling; what was saved is kept.');
        expect(output.stdout).toContain('Cancelled after ');
        const { stdout } = await syncbench(['runs', 'last', '--json', '--store', store]);
        expect(JSON.parse(stdout).run).toMatchObject({ script, status: 'cancelled' });
    });

    it('a second Ctrl+C does not wait', async () => {
        const { program, ready } = start('spins', ['--ephemeral']);
        await ready;
        const started = descendants(program.pid!);
        const closed = once(program, 'close');
        program.kill('SIGINT');
        program.kill('SIGTERM');
        const [code] = await closed;
        expect([130, 143]).toContain(code);
        expect(await allGone(started, 1_000)).toBe(true);
    });

    it.each(['hangs', 'spins'])('a killed program takes its script with it: %s', async (script) => {
        const { program, ready } = start(script, ['--store', path.join(project.root, `store-killed-${script}`)]);
        await ready;
        const started = descendants(program.pid!);
        program.kill('SIGKILL');
        expect(await allGone(started, 5_000)).toBe(true);
    });

    it('with --ephemeral nothing is left in the temporary folder', async () => {
        const temporary = path.join(project.root, 'temporary');
        mkdirSync(temporary);
        const { program, ready } = start('spins', ['--ephemeral'], { TMPDIR: temporary });
        await ready;
        program.kill('SIGINT');
        await once(program, 'close');
        expect(readdirSync(temporary)).toEqual([]);
    });

    it('with --json the document of a cancelled run is whole', async () => {
        const called = Promise.withResolvers<void>();
        const api = await testServer(() => called.resolve());
        const { program, output } = start('calls', ['--ephemeral', '--json', '--base-url', api.url]);
        const closed = once(program, 'close');
        await called.promise;
        program.kill('SIGINT');
        const [code] = await closed;
        await api.close();
        expect(JSON.parse(output.stdout)).toMatchObject(CANCELLED_DOCUMENT);
        expect(code).toBe(130);
    });

    it('with --json the document is whole, too, after a second Ctrl+C', async () => {
        const called = Promise.withResolvers<void>();
        const api = await testServer((_request, response) => {
            response.end('{}', () => called.resolve());
        });
        const store = path.join(project.root, 'store-twice');
        const { program, output } = start('callsAndSpins', ['--json', '--store', store, '--base-url', api.url]);
        const closed = once(program, 'close');
        await called.promise;
        program.kill('SIGINT');
        program.kill('SIGTERM');
        const [code] = await closed;
        await api.close();
        expect(JSON.parse(output.stdout)).toMatchObject(CANCELLED_DOCUMENT);
        expect([130, 143]).toContain(code);
        const { stdout } = await syncbench(['runs', 'last', '--json', '--store', store]);
        expect(JSON.parse(stdout).run.status).toBe('cancelled');
    });

    it.each([
        ['SIGINT', 130],
        ['SIGTERM', 143],
    ] as const)(
        'with --json there is one document, too, when %s comes before the script has started',
        async (signal, expected) => {
            const { program, output } = start('hangs', ['--json', '--store', path.join(project.root, 'store-early')]);
            const closed = once(program, 'close');
            while (!catchesSignals(program.pid!)) await new Promise((resolve) => setImmediate(resolve));
            program.kill(signal);
            const [code] = await closed;
            expect(JSON.parse(output.stdout)).toMatchObject({
                ok: false,
                records: {},
                error: { type: 'script_aborted' },
            });
            expect(code).toBe(expected);
        },
    );

    it('a reader that goes away (| head) ends it without a word', async () => {
        const { program, ready, output } = start('floods', ['--ephemeral']);
        await ready;
        const started = descendants(program.pid!);
        program.stdout?.destroy();
        const [code] = await once(program, 'close');
        // What is wrong with nango.yaml was said before the script began.
        const said = output.stderr.split('\n').filter((line) => line !== '' && !line.includes('nango.yaml:'));
        expect([code, said]).toEqual([1, []]);
        expect(await allGone(started, 500)).toBe(true);
    });
});
