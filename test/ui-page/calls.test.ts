import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PanelRow } from '../../src/protocol/panelRows';
import { pageOfEach } from './support/pages';
import type { RunPageHarness } from './support/RunPageHarness';
import { calls, httpRow, logRow, logRows, openCall, runView } from './support/runs';
import { ScriptedRun } from './support/ScriptedRun';

const one = pageOfEach();
let harness: RunPageHarness;
beforeEach(() => {
    harness = one.harness;
});

const RUNNING = { state: 'running', durationMs: undefined } as const;
const row = (key: string): Locator => harness.page.locator(`[role=tabpanel]:visible [data-key="${key}"]`);
const keys = (): Promise<string[]> =>
    harness.page
        .locator('[role=tabpanel]:visible [data-key]')
        .evaluateAll((rows) => rows.map((each) => (each as HTMLElement).dataset.key ?? ''));
const focusedKey = (): Promise<string | undefined> =>
    harness.page.evaluate(() => (document.activeElement as HTMLElement).dataset.key);
const textOf = (key: string): Promise<string> => row(key).innerText();

/** The row of a call that is over, which was on its way before. */
function over(seq: number, id: number): PanelRow {
    return { ...httpRow(seq, { durationMs: 61_000 }), call: openCall(id).key } as PanelRow;
}

/** Shows a run that waits for some calls, in one of the tabs. */
async function waiting(tab: 'log' | 'http', ...ids: number[]): Promise<void> {
    await harness.show(new ScriptedRun(runView({ ...RUNNING, calls: calls(...ids) }), [logRow(1), httpRow(2)]));
    await harness.page.locator(`#tab-${tab}`).click();
    await row(openCall(ids[0] ?? 0).key).waitFor();
}

describe.each(['log', 'http'] as const)('A call that is on its way, in the tab %s,', (tab) => {
    test('stands below the newest row, with a time that counts and is not read out', async () => {
        await waiting(tab, 1);
        const { key } = openCall(1);
        expect((await keys()).slice(-2)).toEqual(['r1:2', key]);
        expect(await textOf(key)).toMatch(/GET\s+https:\/\/api\.github\.com\/slow\/1\s+waiting\s+[\d.]+ s/);
        const before = await textOf(key);
        await expect.poll(() => textOf(key)).not.toBe(before);
        expect(await row(key).locator('[aria-hidden=true] >> text=/ s$/').count()).toBe(1);
        expect(await harness.page.locator('[role=status]').innerText()).toBe('github/issues is running.');
    });

    test('becomes its row in the same place, with the focus and the details that it had', async () => {
        await waiting(tab, 1);
        await row(openCall(1).key).focus();
        await harness.page.keyboard.press('Enter');
        const details = harness.page.locator('[role=tabpanel]:visible .details');
        await expect.poll(() => details.innerText()).toContain('accept');
        await harness.progress({ calls: calls() }, [over(3, 1)]);
        await row('r1:3').waitFor();
        expect((await keys()).slice(-2)).toEqual(['r1:2', 'r1:3']);
        expect(await focusedKey()).toBe('r1:3');
        await expect.poll(() => details.innerText()).toContain('content-type');
        expect(await textOf('r1:3')).toContain('200');
    });

    test('keeps the focus while others end before it', async () => {
        await waiting(tab, 1, 2, 3);
        await row(openCall(1).key).focus();
        await harness.progress({ calls: calls(1) }, [over(3, 3), over(4, 2)]);
        await row('r1:4').waitFor();
        expect((await keys()).slice(-3)).toEqual(['r1:3', 'r1:4', openCall(1).key]);
        expect(await focusedKey()).toBe(openCall(1).key);
    });

    test('is filtered as its row will be', async () => {
        await waiting(tab, 1, 2);
        const filter = harness.page.locator(`#part-${tab} vscode-textfield input`);
        await filter.fill('slow/2');
        await expect.poll(keys).toEqual([openCall(2).key]);
        await filter.fill('nowhere');
        await harness.page.locator(`#part-${tab}`).getByText('Nothing matches the filter.').waitFor();
    });

    test('is counted where there are too many to look at', async () => {
        await waiting(tab, 1);
        await harness.progress({ calls: { ...calls(1), more: 1_234 } });
        await harness.page.locator(`#part-${tab}`).getByText('1,234 more calls are on their way.').waitFor();
    });
});

describe('A call that is on its way', () => {
    test('is all that there is to see of a run that has told nothing else', async () => {
        await harness.show(new ScriptedRun(runView({ ...RUNNING, calls: calls(1) })));
        await row(openCall(1).key).waitFor();
        expect(await harness.page.locator('#part-log').innerText()).not.toContain('Nothing yet.');
    });

    test('is no log line of a level', async () => {
        await waiting('log', 1);
        await harness.page.locator('#part-log select').selectOption('debug');
        await expect.poll(keys).toEqual(['r1:1']);
    });

    test('is not shown below rows that newer ones follow', async () => {
        await harness.show(new ScriptedRun(runView({ ...RUNNING, calls: calls(1) }), logRows(1, 100)));
        await row('r1:100').focus();
        await harness.page.keyboard.press('Home');
        await harness.progress({}, logRows(1_000, 1_010), true);
        await harness.page.getByText('Newest').waitFor();
        await expect.poll(async () => (await keys()).includes(openCall(1).key)).toBe(false);
    });
});
