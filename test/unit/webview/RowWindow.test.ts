import { describe, expect, test } from 'vitest';
import type { TimelineAnswer, TimelineQuery } from '../../../src/protocol/panel';
import type { PanelRow } from '../../../src/protocol/panelRows';
import { FOLLOWED, LONGEST, RowWindow } from '../../../src/webview/RowWindow';

const PAGE = 200;

function row(seq: number): PanelRow {
    const at = new Date(seq).toISOString();
    return {
        type: 'log',
        key: `r:${seq}`,
        runId: 'r',
        depth: 0,
        seq,
        at,
        level: 'info',
        message: `line ${seq}`,
        source: 'script',
    };
}

function rows(from: number, to: number): PanelRow[] {
    return Array.from({ length: to - from + 1 }, (_, index) => row(from + index));
}

/** A window on a store of `count` rows that answers at once, unless it is held back. */
function windowOn(count: number) {
    const store = rows(1, count);
    const queries: TimelineQuery[] = [];
    let hold: Promise<void> | undefined;
    const held = new RowWindow({
        onChange: () => {},
        ask: async (query) => {
            queries.push(query);
            const answer = answerOf(store, query);
            await hold;
            return answer;
        },
    });
    /** Answers come only once the function that this returns was called. */
    function holdBack(): () => void {
        let release = () => {};
        hold = new Promise((resolve) => {
            release = resolve;
        });
        return release;
    }
    return { held, store, queries, holdBack };
}

function answerOf(store: PanelRow[], { before, after }: TimelineQuery): TimelineAnswer {
    const seq = (each: PanelRow) => ('seq' in each ? each.seq : 0);
    if (after) {
        const found = store.filter((each) => seq(each) > (after.seqs.r ?? 0));
        return { rows: found.slice(0, PAGE), hasMore: found.length > PAGE };
    }
    const found = store.filter((each) => seq(each) < (before?.seqs.r ?? Number.POSITIVE_INFINITY));
    return { rows: found.slice(-PAGE), hasMore: found.length > PAGE };
}

function seqs({ rows: all }: RowWindow): [number | undefined, number | undefined, number] {
    const at = (each: PanelRow | undefined) => (each && 'seq' in each ? each.seq : undefined);
    return [at(all[0]), at(all.at(-1)), all.length];
}

/** Until the promises that are settled have been heeded. */
async function settled(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
}

describe('A window on the rows of a run', () => {
    test('begins with the newest page and knows that there are older ones', async () => {
        const { held } = windowOn(1_000);
        await held.show('k', {});
        expect([seqs(held), held.hasOlder, held.hasNewer]).toEqual([[801, 1_000, 200], true, false]);
    });

    test('asks for nothing of a run that has no rows yet, and has all that is told of it', async () => {
        const { held, queries, holdBack } = windowOn(300);
        const release = holdBack();
        const former = held.show('former', {});
        held.showBlank('k', { types: ['log'] });
        held.tell(rows(1, 2), false);
        release();
        await former;
        expect([seqs(held), held.hasOlder, held.hasNewer, held.loading]).toEqual([[1, 2, 2], false, false, undefined]);
        expect(queries.map(({ key }) => key)).toEqual(['former']);
    });

    test('reaches the first row page by page, holding a few pages, and comes back the same way', async () => {
        const { held } = windowOn(2_000);
        await held.show('k', {});
        held.isFollowing = false;
        while (held.hasOlder) {
            await held.showOlder();
            expect(held.rows.length).toBeLessThanOrEqual(LONGEST);
        }
        expect([seqs(held), held.hasNewer]).toEqual([[1, 600, LONGEST], true]);
        while (held.hasNewer) {
            await held.showNewer();
            expect(held.rows.length).toBeLessThanOrEqual(LONGEST);
        }
        expect([seqs(held), held.hasOlder]).toEqual([[1_401, 2_000, LONGEST], true]);
    });

    test('reaches the first row of many with one question, and stays there while others are told', async () => {
        const { held, queries } = windowOn(100_000);
        await held.show('k', {});
        await held.showOldest();
        expect([seqs(held), held.hasOlder, held.hasNewer]).toEqual([[1, 200, FOLLOWED], false, true]);
        held.tell(rows(100_001, 100_010), false);
        await held.showOldest();
        expect([seqs(held), queries.length]).toEqual([[1, 200, FOLLOWED], 2]);
    });

    test('drops the oldest rows while the end is followed, and stops taking rows while it is not', async () => {
        const { held } = windowOn(200);
        await held.show('k', {});
        held.tell(rows(201, 600), false);
        expect([seqs(held), held.hasOlder]).toEqual([[401, 600, FOLLOWED], true]);
        held.isFollowing = false;
        held.tell(rows(601, 1_100), false);
        expect([seqs(held), held.hasNewer]).toEqual([[401, 1_000, LONGEST], true]);
        held.tell(rows(1_101, 1_200), false);
        expect(seqs(held)).toEqual([401, 1_000, LONGEST]);
    });

    test('has what was told while it read, once, whether the answer has it or not', async () => {
        const { held, store, holdBack } = windowOn(5);
        const release = holdBack();
        const shown = held.show('k', {});
        held.tell(rows(4, 7), false);
        store.push(...rows(6, 7));
        release();
        await shown;
        expect(seqs(held)).toEqual([1, 7, 7]);
    });

    test('does not heed the answer to a former filter', async () => {
        const { held, holdBack } = windowOn(5);
        const release = holdBack();
        const first = held.show('k', { text: 'a' });
        const second = held.show('k', {});
        held.rows = [];
        release();
        await Promise.all([first, second]);
        expect([seqs(held), held.loading]).toEqual([[1, 5, 5], undefined]);
    });

    test('shows what comes after a gap when it follows the end, and stays where it is otherwise', async () => {
        const { held } = windowOn(10);
        await held.show('k', {});
        held.tell(rows(500, 510), true);
        expect([seqs(held), held.hasOlder]).toEqual([[500, 510, 11], true]);
        held.isFollowing = false;
        held.tell(rows(900, 910), true);
        expect([seqs(held), held.hasNewer]).toEqual([[500, 510, 11], true]);
    });

    test('reads the newest again after a gap when it is filtered: what was left out may match', async () => {
        const { held, store, queries } = windowOn(10);
        await held.show('k', { text: 'line' });
        store.push(...rows(11, 60));
        held.tell(rows(60, 60), true);
        await settled();
        expect([queries.length, seqs(held)]).toEqual([2, [1, 60, 60]]);
    });

    test('takes no row that the filter leaves out', async () => {
        const { held } = windowOn(0);
        await held.show('k', { levels: ['error'] });
        held.tell([row(1), { ...row(2), level: 'error' } as PanelRow], false);
        expect(seqs(held)).toEqual([2, 2, 1]);
    });

    test('asks again with the next row told when the store was behind', async () => {
        const store: TimelineAnswer[] = [
            { rows: rows(1, 3), hasMore: false },
            { rows: [], hasMore: true },
            { rows: rows(4, 9), hasMore: false },
        ];
        const held = new RowWindow({ onChange: () => {}, ask: async () => store.shift()! });
        await held.show('k', {});
        held.isFollowing = false;
        held.hasNewer = true;
        await held.showNewer();
        expect([seqs(held), held.hasNewer]).toEqual([[1, 3, 3], true]);
        held.tell([row(9)], false);
        await settled();
        expect([seqs(held), held.hasNewer]).toEqual([[1, 9, 9], false]);
    });

    test('says why rows could not be read, and keeps those it has', async () => {
        const held = new RowWindow({ onChange: () => {}, ask: () => Promise.reject(new Error('The store is gone.')) });
        await held.show('k', {});
        held.tell([row(1)], false);
        expect([held.problem, seqs(held), held.loading]).toEqual(['The store is gone.', [1, 1, 1], undefined]);
    });
});
