import { followTimeline } from '../../host/followTimeline';
import type { RunOutcome } from '../../protocol/events';
import { LiveLine } from '../output/LiveLine';
import { type AwaitedCall, awaitedLine } from '../render/entries';
import { RunLines } from '../render/RunLines';
import { type PendingRetry, progressLine, summaryLines } from '../render/summary';
import { refuseUnlessBegun } from './refuseUnlessBegun';
import type { RunView } from './runScript';
import { SlowCalls } from './SlowCalls';

/** After a cancelled run has ended, how long its remaining lines may take to print. */
const LAST_LINES_MS = 300;

/**
 * Prints a run's lines while it goes on, and what came of it at the end.
 * @throws UserError as `refuseUnlessBegun` does
 */
export async function presentAsText({
    session,
    context,
    ephemeral,
    storeFlags,
    projectFlags,
}: RunView): Promise<RunOutcome> {
    const { out, style } = context;
    const startedAt = performance.now();
    const retry = new RetryClock();
    const live = new LiveLine(out, context.isTerminal, (frame) => {
        const elapsedMs = performance.now() - startedAt;
        const progress = { counters: session.counters, elapsedMs, awaited: calls.named, retry: retry.pending() };
        return progressLine(progress, frame, style);
    });
    const say = (call: AwaitedCall) => void live.print([awaitedLine(call, style)]);
    const calls = new SlowCalls(session, context.isTerminal ? undefined : say);
    const { storeFolder, script, kind, ...target } = session.target;
    const recordsIn = ephemeral ? 'not kept (--ephemeral)' : style.file(storeFolder);
    const lines = new RunLines({ ...target, script: { ...script, kind }, recordsIn }, style);
    let started = false;
    let stopped = false;
    const printed = (async () => {
        for await (const event of followTimeline(session)) {
            if (stopped) return;
            started ||= event.type === 'started';
            if (event.type === 'wait') retry.start(event);
            await live.print(lines.of(event));
        }
    })();
    const outcome = await session.outcome;
    if (outcome.status !== 'cancelled') await printed;
    else await Promise.race([printed, pause(LAST_LINES_MS)]);
    stopped = true;
    calls.end();
    live.end();
    refuseUnlessBegun(session);
    // A script that did not compile never ran: there is nothing to see again.
    const runId = started && !ephemeral ? session.runId : undefined;
    const end = { outcome, counters: session.counters, runId, storeFlags, projectFlags };
    await out.write(`${summaryLines(end, style, context.sourceLine).join('\n')}\n`);
    await out.flush();
    return outcome;
}

/** How long the run still waits for the retry that was announced last. */
class RetryClock {
    private last: { attempt: number; max: number; until: number } | undefined;

    start({ ms, attempt, max }: { ms: number; attempt: number; max: number }): void {
        this.last = { attempt, max, until: performance.now() + ms };
    }

    pending(): PendingRetry | undefined {
        if (!this.last) return undefined;
        const { until, ...retry } = this.last;
        const leftMs = until - performance.now();
        return leftMs > 0 ? { ...retry, leftMs } : undefined;
    }
}

function pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
