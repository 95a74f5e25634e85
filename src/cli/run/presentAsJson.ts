import type { RunOutcome } from '../../protocol/events';
import { RecordStore } from '../../records';
import { type RunFacts, runDocument } from '../output/runDocument';
import { type AwaitedCall, awaitedLine, warningLine } from '../render/entries';
import { refuseUnlessBegun } from './refuseUnlessBegun';
import type { RunView } from './runScript';
import { SlowCalls } from './SlowCalls';

/**
 * Waits for the run to end, then writes its one document to stdout; warnings about the run, and calls that are waited for
 * for long, go to stderr. @throws UserError as `refuseUnlessBegun` does
 */
export async function presentAsJson({ session, context }: RunView): Promise<RunOutcome> {
    const say = (call: AwaitedCall) => void context.err.write(`${awaitedLine(call, context.errorStyle)}\n`);
    const calls = new SlowCalls(session, say);
    const outcome = await session.outcome.finally(() => calls.end());
    refuseUnlessBegun(session);
    const store = openIfKept(session.target.storeFolder);
    try {
        const row = store?.run(session.runId);
        for (const warning of row?.warnings ?? []) context.err.write(`${warningLine(warning, context.errorStyle)}\n`);
        const facts: RunFacts = {
            ok: outcome.status === 'succeeded',
            kind: row?.kind ?? session.target.script.kind,
            output: outcome.output ?? null,
            counts: row?.models ?? session.counters.models,
            error: outcome.error ?? null,
            warnings: row?.warnings,
            response: outcome.response,
            durationMs: outcome.durationMs,
        };
        const stored = store && row ? { reader: store, runId: session.runId } : undefined;
        for (const piece of runDocument(facts, stored)) {
            if (context.out.broken) break;
            await context.out.write(piece);
        }
        await context.out.flush();
        return outcome;
    } finally {
        store?.close();
    }
}

/** The store of a run; undefined where the run ended before there was one. */
function openIfKept(folder: string): RecordStore | undefined {
    try {
        return RecordStore.open(folder, { readOnly: true });
    } catch {
        return undefined;
    }
}
