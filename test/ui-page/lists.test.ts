import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { LONGEST } from '../../src/webview/RowWindow';
import { pageOfEach } from './support/pages';
import type { RunPageHarness } from './support/RunPageHarness';
import { logRow, logRows, NO_COUNTS, runView } from './support/runs';
import { ScriptedRun } from './support/ScriptedRun';

const one = pageOfEach();
let harness: RunPageHarness;
beforeEach(() => {
    harness = one.harness;
});

const RUNNING = { state: 'running', durationMs: undefined } as const;
const scroller = (part = 'log'): Locator => harness.page.locator(`#part-${part} .list .scroller`);
const row = (key: string): Locator => harness.page.locator(`[role=tabpanel]:visible [data-key="${key}"]`);
const held = (part = 'log'): Promise<number> => harness.page.locator(`#part-${part} .list [data-key]`).count();
const newest = (): Locator => harness.page.locator('[role=tabpanel]:visible').getByText('Newest');

function fromEnd(): Promise<number> {
    return scroller().evaluate((list) => Math.round(list.scrollHeight - list.clientHeight - list.scrollTop));
}

function scrollTo(top: number, part = 'log'): Promise<void> {
    return scroller(part).evaluate((list, to) => list.scrollTo(0, to < 0 ? list.scrollHeight : to), top);
}

function focusedKey(): Promise<string | undefined> {
    return harness.page.evaluate(() => (document.activeElement as HTMLElement).dataset.key);
}

describe('The log reads a page at a time', () => {
    test('the newest first, shown to the end', async () => {
        await harness.show(new ScriptedRun(runView(), logRows(1, 1_000)));
        expect(harness.timelineQueries).toEqual([{ key: 'run-1', filter: {} }]);
        await expect.poll(() => row('r1:1000').isVisible()).toBe(true);
        expect([await held(), await fromEnd()]).toEqual([200, 0]);
    });

    test('nothing of a run that has only begun, whose rows are all told; what is shown later asks then', async () => {
        await harness.show(new ScriptedRun(runView(RUNNING)), { isBlank: true });
        await harness.progress({}, logRows(1, 2));
        await expect.poll(() => row('r1:2').isVisible()).toBe(true);
        expect([await held(), harness.timelineQueries]).toEqual([2, []]);
        await harness.page.locator('#tab-http').click();
        await expect.poll(() => harness.timelineQueries).toEqual([{ key: 'run-1', filter: { types: ['http'] } }]);
    });

    test('older rows when it is scrolled up, and what was seen stays where it was', async () => {
        await harness.show(new ScriptedRun(runView(), logRows(1, 1_000)));
        await expect.poll(fromEnd).toBe(0);
        await scrollTo(220);
        const before = await row('r1:811').boundingBox();
        await expect.poll(held).toBe(400);
        expect(await row('r1:811').boundingBox()).toEqual(before);
        expect(harness.timelineQueries.at(-1)?.before).toEqual({
            at: logRow(801).at,
            seqs: { r1: 801 },
        });
    });

    test('all the way up and down again, without ever holding more than a few pages', async () => {
        await harness.show(new ScriptedRun(runView(), logRows(1, 1_500)));
        let most = 0;
        async function go(top: number, key: string): Promise<void> {
            await expect
                .poll(
                    async () => {
                        await scrollTo(top);
                        most = Math.max(most, await held());
                        return row(key).count();
                    },
                    { timeout: 20_000 },
                )
                .toBe(1);
        }
        await go(0, 'r1:1');
        await go(-1, 'r1:1500');
        expect(most).toBeLessThanOrEqual(LONGEST);
        expect(harness.timelineQueries.some(({ after }) => after !== undefined)).toBe(true);
    });
});

describe('The end of a run that goes on', () => {
    test('is followed while it is seen', async () => {
        await harness.show(new ScriptedRun(runView(RUNNING), logRows(1, 100)));
        await expect.poll(fromEnd).toBe(0);
        await harness.progress({}, logRows(101, 180));
        await expect.poll(() => row('r1:180').isVisible()).toBe(true);
        await expect.poll(fromEnd).toBe(0);
        expect(await newest().count()).toBe(0);
    });

    test('is not followed once a person scrolled up, until they go to the newest', async () => {
        await harness.show(new ScriptedRun(runView(RUNNING), logRows(1, 100)));
        await expect.poll(fromEnd).toBe(0);
        await scrollTo(600);
        await newest().waitFor();
        const before = await row('r1:40').boundingBox();
        await harness.progress({}, logRows(101, 180));
        await row('r1:180').waitFor({ state: 'attached' });
        expect(await row('r1:40').boundingBox()).toEqual(before);
        await newest().click();
        await expect.poll(fromEnd).toBe(0);
        await harness.progress({}, logRows(181, 190));
        await row('r1:190').waitFor();
        await expect.poll(fromEnd).toBe(0);
    });

    test.each(['the key Home', 'a button'])('of many lines leads to its first by %s', async (way) => {
        await harness.show(new ScriptedRun(runView(), logRows(1, 100_000)));
        await row('r1:100000').waitFor();
        if (way === 'a button') {
            await scrollTo(600);
            await harness.page.locator('[role=tabpanel]:visible').getByText('Oldest').click();
        } else {
            await row('r1:100000').focus();
            await harness.page.keyboard.press('Home');
            await expect.poll(focusedKey).toBe('r1:1');
        }
        await expect.poll(() => row('r1:1').isVisible()).toBe(true);
        expect(await scroller().evaluate((list) => list.scrollTop)).toBe(0);
        expect(await harness.page.getByText('Oldest').count()).toBe(0);
        await newest().focus();
        await harness.page.keyboard.press('Enter');
        await expect.poll(() => row('r1:100000').isVisible()).toBe(true);
        // The button is gone, and the next key goes on in the list.
        await expect.poll(() => newest().count()).toBe(0);
        await harness.page.keyboard.press('End');
        await expect.poll(focusedKey).toBe('r1:100000');
    });

    test('is shown after rows that were left out, which are read when they are scrolled to', async () => {
        const run = new ScriptedRun(runView(RUNNING), logRows(1, 50));
        await harness.show(run);
        run.rows.push(...logRows(51, 5_000));
        await harness.progress({}, logRows(5_001, 5_100), true);
        await row('r1:5100').waitFor();
        expect(await row('r1:50').count()).toBe(0);
        await scrollTo(0);
        await expect.poll(() => row('r1:4990').count()).toBe(1);
    });

    test('of a million lines never fills the page with more than a few pages of rows', async () => {
        const run = new ScriptedRun(runView(RUNNING));
        await harness.show(run);
        let most = 0;
        for (let frame = 1; frame <= 10; frame++) {
            const last = frame * 100_000;
            run.rows.length = 0;
            await harness.progress(
                { counters: { ...run.view.counters, logs: last } },
                logRows(last - 1_999, last),
                true,
            );
            most = Math.max(most, await held());
        }
        await row('r1:1000000').waitFor();
        most = Math.max(most, await held());
        expect(most).toBeLessThanOrEqual(LONGEST);
        expect(await harness.page.locator('*').count()).toBeLessThan(20_000);
        expect(await harness.page.locator('#tab-log').innerText()).toBe('Log\n1,000,000');
    }, 120_000);

    test('leaves the focus in the list when the row that had it goes', async () => {
        await harness.show(new ScriptedRun(runView(RUNNING), logRows(1, 20)));
        await row('r1:20').focus();
        await harness.progress({}, logRows(1_000, 1_400), true);
        await row('r1:1400').waitFor();
        expect(await harness.page.evaluate(() => document.activeElement?.closest('.scroller') !== null)).toBe(true);
        await harness.page.keyboard.press('End');
        await expect.poll(focusedKey).toBe('r1:1400');
    });
});

describe('A filter of the log', () => {
    test('asks for the text and the level, is kept, and can be cleared where nothing matches', async () => {
        await harness.show(new ScriptedRun(runView(), [...logRows(1, 20), logRow(21, 'broken', { level: 'error' })]));
        await harness.page.locator('#part-log select').selectOption('warn');
        await expect.poll(() => harness.rowTexts()).toEqual([expect.stringContaining('broken')]);
        await harness.page.locator('#part-log vscode-textfield input').fill('nowhere');
        await harness.page.getByText('Nothing matches the filter.').waitFor();
        expect(harness.timelineQueries.at(-1)?.filter).toEqual({ levels: ['warn', 'error'], text: 'nowhere' });
        expect(harness.state).toMatchObject({ logText: 'nowhere', logLevel: 'warn' });
        await harness.page.getByText('Clear Filter').click();
        await expect.poll(held).toBe(21);
        expect(await harness.page.locator('#part-log select').inputValue()).toBe('');
        expect(await harness.page.locator('#part-log vscode-textfield input').inputValue()).toBe('');
    });

    test('leaves out what is told and does not match', async () => {
        await harness.show(new ScriptedRun(runView(RUNNING)));
        await harness.page.locator('#part-log select').selectOption('error');
        await expect.poll(() => harness.timelineQueries.length).toBe(2);
        await harness.progress({}, [logRow(1), logRow(2, 'bad', { level: 'error' })]);
        await expect.poll(() => harness.rowTexts()).toEqual([expect.stringContaining('bad')]);
    });
});

describe.each([
    [1_000, 120],
    [300, 120],
    [300, 400],
])('What is said of a list without rows, in a view of %i × %i,', (width, height) => {
    test('stands below everything that is above the rows', async () => {
        await harness.page.setViewportSize({ width, height });
        const names = ['Comment', 'Issue', 'Label', 'Milestone', 'Repository'];
        const models = Object.fromEntries(names.map((name) => [name, { ...NO_COUNTS, added: 1 }]));
        const counters = { logs: 1, http: 1, batches: 1, models };
        await harness.show(new ScriptedRun(runView({ counters })));
        for (const tab of ['log', 'http', 'records']) {
            await harness.page.locator(`#tab-${tab}`).click();
            const part = harness.page.locator(`#part-${tab}`);
            await part.locator('vscode-textfield input').fill('nowhere');
            const said = part.locator('.empty-list');
            await said.getByText('Clear Filter').waitFor();
            await said.scrollIntoViewIfNeeded();
            const top = (await said.locator('p').boundingBox())!.y;
            for (const above of await part.locator('.models, .toolbar, .heading').all()) {
                const { y, height } = (await above.boundingBox())!;
                expect(y + height, tab).toBeLessThanOrEqual(top);
            }
        }
    });
});
