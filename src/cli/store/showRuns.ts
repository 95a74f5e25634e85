import type { RecordStore } from '../../records';
import type { RunRow, TimelineEntry } from '../../records/types';
import type { Context } from '../Context';
import type { RunsFlags } from '../commands/runsCommand';
import { runDocument } from '../output/runDocument';
import { writeLines, writeList } from '../output/writing';
import { bodyLines } from '../render/bodies';
import { warningLine } from '../render/entries';
import { comparisonLines, runHeader, runsTable, timelineLine } from '../render/runs';
import { summaryLines } from '../render/summary';
import { findRun } from './findRun';
import { openStore } from './openStore';

const LISTED = 20;
const PAGE = 500;

/** `syncbench runs`: lists runs, shows one, or compares two. */
export async function showRuns(words: (string | undefined)[], flags: RunsFlags, context: Context): Promise<void> {
    const store = await openStore(flags, context.cwd);
    try {
        const [first, second] = words.filter((word) => word !== undefined).map((word) => findRun(store, word));
        if (!first) await listRuns(store, flags, context);
        else if (!second) await (flags.json ? writeRunDocument : showRun)(store, first, flags, context);
        else await compareRuns(store, first, second, flags, context);
    } finally {
        store.close();
    }
}

async function listRuns(store: RecordStore, flags: RunsFlags, { out, style }: Context): Promise<void> {
    const slash = flags.script?.lastIndexOf('/') ?? -1;
    const runs = store.runs({
        integration: slash > 0 ? flags.script?.slice(0, slash) : undefined,
        script: flags.script?.slice(slash + 1),
        status: flags.status,
        limit: flags.limit ?? LISTED,
    });
    if (flags.json) await writeList(out, '{"runs":', runs, '}\n');
    else await writeLines(out, runsTable(runs, style));
}

async function showRun(store: RecordStore, run: RunRow, flags: RunsFlags, context: Context): Promise<void> {
    const { out, style, sourceLine } = context;
    const entryLines = (entry: TimelineEntry) => {
        const line = timelineLine(entry, style);
        if (entry.type !== 'http' || !flags.bodies) return [line];
        return [line, ...bodyLines(entry, store.httpBodies(run.id, entry.seq) ?? {}, style)];
    };
    await writeLines(out, runHeader(run, nestedRuns(store, run), style));
    for (const page of timelinePages(store, run.id)) {
        await writeLines(out, page.flatMap(entryLines));
    }
    await writeLines(
        out,
        run.warnings.map((warning) => warningLine(warning, style)),
    );
    if (run.outcome) await writeLines(out, summaryLines({ outcome: run.outcome, counters: run }, style, sourceLine));
}

function* timelinePages(store: RecordStore, runId: string): Generator<TimelineEntry[]> {
    for (let afterSeq = 0; ; ) {
        const page = store.timeline(runId, { afterSeq, limit: PAGE });
        yield page;
        if (page.length < PAGE) return;
        afterSeq = page.at(-1)!.seq;
    }
}

/** The runs that a run started; they are newer than it, so the list is read no further than to it. */
function nestedRuns(store: RecordStore, run: RunRow): RunRow[] {
    const nested: RunRow[] = [];
    for (let before: string | undefined; ; ) {
        const page = store.runs({ includeNested: true, limit: PAGE, before });
        nested.push(...page.filter(({ parentRunId }) => parentRunId === run.id));
        if (page.length < PAGE || page.some(({ id }) => id === run.id)) return nested.reverse();
        before = page.at(-1)!.id;
    }
}

async function writeRunDocument(store: RecordStore, run: RunRow, flags: RunsFlags, { out }: Context): Promise<void> {
    const { outcome, models: counts, kind, warnings, ...about } = run;
    const facts = {
        ok: outcome?.status === 'succeeded',
        kind,
        output: outcome?.output ?? null,
        counts,
        error: outcome?.error ?? null,
        warnings,
        response: outcome?.response,
        durationMs: outcome?.durationMs ?? 0,
    };
    const bodies = flags.bodies ? (seq: number) => store.httpBodies(run.id, seq) : undefined;
    const stored = { reader: store, runId: run.id, bodies };
    for (const piece of runDocument(facts, stored, about)) {
        if (out.broken) return;
        await out.write(piece);
    }
}

async function compareRuns(
    store: RecordStore,
    a: RunRow,
    b: RunRow,
    flags: RunsFlags,
    context: Context,
): Promise<void> {
    const { out, style } = context;
    const models = store.compareRuns(a.id, b.id);
    if (flags.json) await out.write(`${JSON.stringify({ a: a.id, b: b.id, models })}\n`);
    else await writeLines(out, comparisonLines(a, b, models, style));
}
