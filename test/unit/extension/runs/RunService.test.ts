import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { EngineProvider } from '../../../../src/extension/engine/EngineProvider';
import type { ScriptEntry } from '../../../../src/extension/projects/readProject';
import { RunService } from '../../../../src/extension/runs/RunService';
import { showRunStatus } from '../../../../src/extension/runs/showRunStatus';
import type { RunOutcome } from '../../../../src/protocol/events';
import { FakeVscode } from '../../../support/fakeVscode/FakeVscode';

const SUCCEEDED: RunOutcome = { status: 'succeeded', durationMs: 1 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A service whose runs last as long as the test says, and what it tells calmly: `<script> <state>`. */
function service() {
    const ends: (() => void)[] = [];
    const engine = {
        start: async () => ({
            target: {},
            onEvent: () => {},
            cancel: () => {},
            outcome: new Promise<RunOutcome>((resolve) => ends.push(() => resolve(SUCCEEDED))),
        }),
    };
    const { api, context } = new FakeVscode([]);
    const log = api.window.createOutputChannel('test', { log: true });
    const runs = new RunService(api, engine as unknown as EngineProvider, log);
    const status = showRunStatus({ vscode: api, runs });
    onTestFinished(() => status.dispose());
    const calmly: string[] = [];
    runs.onDidChangeCalmly(({ script, state }) => calmly.push(`${script.script.name} ${state}`));
    const run = (name: string) => runs.run({ script: { integration: 'demo', name } } as ScriptEntry, {});
    return { run, runs, ends, calmly, isKey: () => context['syncbench.running'] };
}

it('of a run that is over in a moment, only its end is told calmly', async () => {
    const { run, ends, calmly } = service();
    const over = run('short');
    await vi.advanceTimersByTimeAsync(299);
    ends[0]?.();
    await over;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calmly).toEqual(['short finished']);
});

it('a run that goes on is told of once it has gone on for a moment, and from then on as it changes', async () => {
    const { run, runs, ends, calmly } = service();
    const over = run('long');
    await vi.advanceTimersByTimeAsync(301);
    expect(calmly).toEqual(['long running']);
    runs.cancel();
    expect(calmly).toEqual(['long running', 'long running']);
    ends[0]?.();
    await over;
    expect(calmly.at(-1)).toBe('long finished');
});

it('when clauses hear of a run that goes on, until none waits either', async () => {
    const { run, ends, isKey } = service();
    const first = run('first');
    await vi.advanceTimersByTimeAsync(299);
    expect(isKey()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(2);
    expect(isKey()).toBe(true);
    const second = run('second');
    ends[0]?.();
    await first;
    expect(isKey()).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    ends[1]?.();
    await second;
    expect(isKey()).toBe(false);
});

it('a run that has to wait is told of at once', async () => {
    const { run, ends, calmly } = service();
    const first = run('first');
    const second = run('second');
    expect(calmly).toEqual(['second queued']);
    await vi.advanceTimersByTimeAsync(0);
    ends[0]?.();
    await first;
    await vi.advanceTimersByTimeAsync(0);
    ends[1]?.();
    await second;
    expect(calmly).toEqual(['second queued', 'first finished', 'second finished']);
});
