import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ProcessLauncher } from '../../src/host/launch/ProcessLauncher';
import type { LaunchedProcess } from '../../src/host/launch/types';

const distFolder = path.resolve(import.meta.dirname, '../../dist');
const environment = { PATH: process.env.PATH };

function newLauncher(nodePath = process.execPath): ProcessLauncher {
    const launcher = new ProcessLauncher({ nodePath, distFolder, environment });
    onTestFinished(() => launcher.dispose());
    return launcher;
}

const node = (launcher: ProcessLauncher, code: string, more = {}): Promise<LaunchedProcess> =>
    launcher.launch({ command: process.execPath, args: ['-e', code], environment: { ...environment, ...more } });

it('tells how a process ended, and the end of what it printed to standard error', async () => {
    const launched = await node(
        newLauncher(),
        'console.error("x".repeat(20_000) + process.env.SAID); process.exitCode = 3',
        { SAID: 'so' },
    );
    const { code, signal, stderr } = await launched.exited;
    expect({ code, signal, end: stderr.slice(-5), length: stderr.length }).toEqual({
        code: 3,
        signal: null,
        end: 'xxso\n',
        length: 16_384,
    });
});

it('ends a process that is killed, and says by which signal', async () => {
    const launcher = newLauncher();
    const [spinning, other] = [await node(launcher, 'for (;;);'), await node(launcher, 'setInterval(() => {}, 1e9)')];
    spinning.kill();
    expect(await spinning.exited).toEqual({ code: null, signal: 'SIGKILL', stderr: '' });
    expect(isAlive(other.pid)).toBe(true);
    other.kill();
    await other.exited;
});

it('says why a process could not be started', async () => {
    const launched = await newLauncher().launch({ command: '/no/such/program', args: [], environment });
    expect(launched.pid).toBeUndefined();
    expect((await launched.exited).stderr).toContain('ENOENT');
});

it('says why it could not be started itself', async () => {
    const launched = await node(newLauncher('/no/such/node'), '');
    expect((await launched.exited).stderr).toContain('ENOENT');
});

it.skipIf(process.platform !== 'linux')(
    'what it started ends when it is killed, and the next process is started by another',
    async () => {
        const launcher = newLauncher();
        const spinning = await node(launcher, 'for (;;);');
        process.kill(parentOf(spinning.pid), 'SIGKILL');
        expect(await spinning.exited).toMatchObject({ code: null, signal: null });
        await untilGone(spinning.pid);
        expect(await (await node(launcher, '')).exited).toMatchObject({ code: 0 });
    },
);

it('what it started ends when the connection to its asker does, however that comes', async () => {
    const launcher = newLauncher();
    const spinning = await node(launcher, 'for (;;);');
    launcher.dispose();
    await untilGone(spinning.pid);
});

function isAlive(pid: number | undefined): boolean {
    try {
        process.kill(pid ?? 0, 0);
        return true;
    } catch {
        return false;
    }
}

async function untilGone(pid: number | undefined): Promise<void> {
    while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
}

function parentOf(pid: number | undefined): number {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
}
