import { UserError } from '../../core/findings/UserError';
import type { RunRow } from '../../records/types';
import { shortId } from '../render/runs';

/** What finding a run reads of a store; `RecordStore` is one. */
export interface RunIndex {
    run(id: string): RunRow | undefined;
    runs(filter: { limit?: number; before?: string; includeNested?: boolean }): RunRow[];
}

const PAGE = 200;
const MOST_CANDIDATES = 5;

/**
 * The run that a word means: its id, the start of its id if no other run's starts so, `last`, or `previous`: the one
 * before the last of the same script.
 * @throws UserError `run_not_found` or `run_ambiguous`, with candidates
 */
export function findRun(store: RunIndex, word: string): RunRow {
    const run = store.run(word) ?? named(store, word) ?? byPrefix(store, word);
    if (run) return run;
    const latest = store.runs({ limit: MOST_CANDIDATES });
    const [last] = latest;
    const message =
        word === 'previous' && last
            ? `The last run is the first of ${last.integration}/${last.script}: it has no previous one.`
            : `There is no run "${word}".`;
    throw new UserError('run_not_found', message, {
        advice: latest.length ? 'These are the latest; syncbench runs lists more.' : 'Nothing has run yet.',
        candidates: latest.map(describe),
    });
}

function named(store: RunIndex, word: string): RunRow | undefined {
    if (word !== 'last' && word !== 'previous') return undefined;
    const [last] = store.runs({ limit: 1 });
    if (word === 'last' || !last) return last;
    for (let before = last.id; ; ) {
        const page = store.runs({ limit: PAGE, before });
        const previous = page.find((run) => run.integration === last.integration && run.script === last.script);
        if (previous || page.length < PAGE) return previous;
        before = page.at(-1)!.id;
    }
}

function byPrefix(store: RunIndex, prefix: string): RunRow | undefined {
    const found: RunRow[] = [];
    for (let before: string | undefined; ; ) {
        const page = store.runs({ limit: PAGE, before, includeNested: true });
        found.push(...page.filter(({ id }) => id.startsWith(prefix)));
        if (page.length < PAGE) break;
        before = page.at(-1)!.id;
    }
    if (found.length < 2) return found[0];
    throw new UserError('run_ambiguous', `The ids of ${found.length} runs start with "${prefix}".`, {
        candidates: found.slice(0, MOST_CANDIDATES).map((run) => `${run.id}  ${run.integration}/${run.script}`),
    });
}

function describe(run: RunRow): string {
    return `${shortId(run.id)}  ${run.integration}/${run.script} ${run.status}`;
}
