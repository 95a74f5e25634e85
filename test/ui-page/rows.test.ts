import type { Locator } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { pageOfEach } from './support/pages';
import type { RunPageHarness } from './support/RunPageHarness';
import { httpRow, logRow, logRows, NO_COUNTS, runView, touched } from './support/runs';
import { ScriptedRun } from './support/ScriptedRun';
import { succeededScene } from './support/scenes';

const one = pageOfEach();
let harness: RunPageHarness;
beforeEach(() => {
    harness = one.harness;
});

const RUNNING = { state: 'running', durationMs: undefined } as const;
const scroller = (part = 'log'): Locator => harness.page.locator(`#part-${part} .list .scroller`);
const row = (key: string): Locator => harness.page.locator(`[role=tabpanel]:visible [data-key="${key}"]`);
const held = (part = 'log'): Promise<number> => harness.page.locator(`#part-${part} .list [data-key]`).count();

function scrollTo(top: number, part = 'log'): Promise<void> {
    return scroller(part).evaluate((list, to) => list.scrollTo(0, to < 0 ? list.scrollHeight : to), top);
}

function focusedKey(): Promise<string | undefined> {
    return harness.page.evaluate(() => (document.activeElement as HTMLElement).dataset.key);
}

describe('A row', () => {
    test.each([
        ['debug', 'script', true],
        ['info', 'script', true],
        ['warn', 'script', false],
        ['error', 'script', false],
        ['error', 'console', true],
        ['info', 'syncbench', false],
    ] as const)('of the level %s said by %s is marked as hidden in the cloud: %s', async (level, source, isHidden) => {
        await harness.show(new ScriptedRun(runView(), [logRow(1, 'said', { level, source })]));
        expect(await row('r1:1').getByText('hidden in the cloud').count()).toBe(isHidden ? 1 : 0);
        expect(await row('r1:1').getByRole('img', { name: level }).count()).toBe(1);
    });

    test('opens by Enter and by a click, and shows all that is known of it', async () => {
        await harness.show(succeededScene());
        await row('r1:8').focus();
        await harness.page.keyboard.press('Enter');
        expect(await row('r1:8').getAttribute('aria-expanded')).toBe('true');
        await expect.poll(() => harness.page.locator('.details').innerText()).toContain('"remaining": 12');
        await harness.page.keyboard.press('ArrowLeft');
        await expect.poll(() => harness.page.locator('.details').count()).toBe(0);
        await row('r1:7').click();
        const details = harness.page.locator('.details');
        await expect.poll(() => details.innerText()).toContain('retry 1 of 3, after 1.0 s: HTTP 502');
        expect(await details.innerText()).toContain('content-type');
        await details.getByText('Copy as cURL').click();
        await details.getByText('Credentials are left out.').waitFor();
        const url = 'https://api.github.com/repos/acme/tools/issues?page=7';
        await expect
            .poll(() => harness.events)
            .toEqual([{ type: 'copy', text: `curl '${url}' \\\n  -H 'accept: application/json'` }]);
    });

    test('of a call that --read-only refused reads as not sent, and not as a failure', async () => {
        const error = {
            name: 'SdkError',
            code: 'read_only',
            message: 'POST https://x was not sent: the run is read-only.',
        };
        const refused = { method: 'POST', status: undefined, responseHeaders: undefined, responseSize: undefined };
        await harness.show(new ScriptedRun(runView(), [httpRow(1, { ...refused, durationMs: 0, error })]));
        for (const tab of ['Log', 'HTTP']) {
            await harness.page.getByRole('tab', { name: tab }).click();
            await row('r1:1').click();
            expect(await row('r1:1').innerText()).toMatch(/not sent$/);
            expect(await row('r1:1').locator('.codicon-error').count()).toBe(0);
            expect(await row('r1:1').getAttribute('class')).not.toContain('failed');
            const details = harness.page.locator('.details:visible');
            await expect.poll(() => details.innerText()).toContain(error.message);
            expect(await details.innerText()).toContain('not sent');
            expect(await details.locator('.codicon-error').count()).toBe(0);
        }
    });

    test('is reached and left by arrow keys, Page Up and Down, Home and End', async () => {
        await harness.show(new ScriptedRun(runView(), logRows(1, 100)));
        await row('r1:100').focus();
        const seen: (string | undefined)[] = [];
        for (const key of ['ArrowUp', 'ArrowUp', 'ArrowDown', 'Home', 'ArrowUp', 'ArrowDown', 'End', 'ArrowDown']) {
            const before = await focusedKey();
            await harness.page.keyboard.press(key);
            if (!(key === 'ArrowUp' && before === 'r1:1') && !(key === 'ArrowDown' && before === 'r1:100')) {
                await expect.poll(focusedKey).not.toBe(before);
            }
            seen.push(await focusedKey());
        }
        expect(seen).toEqual(['r1:99', 'r1:98', 'r1:99', 'r1:1', 'r1:1', 'r1:2', 'r1:100', 'r1:100']);
        await harness.page.keyboard.press('PageUp');
        await expect.poll(focusedKey).not.toBe('r1:100');
        expect(await row((await focusedKey())!).isVisible()).toBe(true);
        expect(await harness.page.locator('#part-log .list [tabindex="0"]').count()).toBe(1);
    });

    test('has the focus again when the page gets it back', async () => {
        await harness.show(new ScriptedRun(runView(), logRows(1, 10)));
        await row('r1:10').focus();
        await harness.page.keyboard.press('ArrowUp');
        await expect.poll(focusedKey).toBe('r1:9');
        // What Chromium does to a frame that something outside of it takes the focus from, and gives it back.
        await harness.page.evaluate(() => {
            (document.activeElement as HTMLElement).blur();
            window.dispatchEvent(new Event('focus'));
        });
        expect(await focusedKey()).toBe('r1:9');
    });

    test('of each kind says what it is', async () => {
        await harness.show(succeededScene());
        const all = (await harness.rowTexts()).join('\n');
        for (const part of [
            'waiting 1.0 s before retry 1 of 3: HTTP 502',
            '3.0 s in the cloud',
            'action github/add-label begins',
            'action github/add-label: Succeeded',
            '82 added',
            'credential-in-data',
            'ECONNRESET',
        ]) {
            expect(all).toContain(part);
        }
    });
});

describe('The HTTP tab', () => {
    test('is a table of method, URL, status, time and size, read only when it is shown', async () => {
        await harness.show(new ScriptedRun(runView(RUNNING), [logRow(1), httpRow(2), httpRow(3, { status: 404 })]));
        expect(harness.timelineQueries.length).toBe(1);
        await harness.page.locator('#tab-http').click();
        await expect.poll(() => held('http')).toBe(2);
        expect(harness.timelineQueries.at(-1)?.filter).toEqual({ types: ['http'] });
        expect(await harness.page.locator('#part-http [role=columnheader]').allInnerTexts()).toEqual([
            'Method',
            'URL',
            'Status',
            'Time',
            'Size',
        ]);
        const cells = await row('r1:3').locator('[role=gridcell]').allInnerTexts();
        expect(cells).toEqual([
            'GET',
            'https://api.github.com/repos/acme/tools/issues?page=3',
            '404',
            '38 ms',
            '48.2 kB',
        ]);
    });

    test('has what was told while another was shown', async () => {
        await harness.show(new ScriptedRun(runView(RUNNING), [httpRow(2)]));
        await harness.page.locator('#tab-http').click();
        await row('r1:2').waitFor();
        await harness.page.locator('#tab-log').click();
        await harness.progress({}, [httpRow(3)]);
        await row('r1:3').waitFor();
        await harness.page.locator('#tab-http').click();
        await expect.poll(() => held('http')).toBe(2);
    });
});

describe('The records tab', () => {
    const models = { Issue: { ...NO_COUNTS, added: 2_000 }, Label: { ...NO_COUNTS, deleted: 3 } };
    const records = { Issue: touched(2_000), Label: touched(3, 'deleted', 1) };
    const view = runView({ counters: { logs: 0, http: 0, batches: 2, models } });

    async function open(run: ScriptedRun): Promise<void> {
        await harness.show(run);
        await harness.page.locator('#tab-records').click();
    }

    test('lists the models with what became of their records, and the records of the one that is chosen', async () => {
        await open(new ScriptedRun(view, [], records));
        await expect.poll(() => held('records')).toBe(200);
        const option = harness.page.getByRole('option', {
            name: 'Issue: 2,000 added, 0 updated, 0 unchanged, 0 deleted',
        });
        expect(await option.getAttribute('aria-selected')).toBe('true');
        await option.focus();
        await harness.page.keyboard.press('ArrowDown');
        await expect
            .poll(() => harness.rowTexts('records'))
            .toEqual(Array.from({ length: 3 }, (_, n) => `deleted\nissue-${n + 1}`));
    });

    test('opens a record by a click and by Enter', async () => {
        await open(new ScriptedRun(view, [], records));
        await row('1:issue-1').click();
        await harness.page.keyboard.press('ArrowDown');
        await expect.poll(focusedKey).toBe('2:issue-2');
        await harness.page.keyboard.press('Enter');
        const event = { type: 'openRecord', key: 'run-1', model: 'Issue' };
        await expect
            .poll(() => harness.events)
            .toEqual([
                { ...event, id: 'issue-1' },
                { ...event, id: 'issue-2' },
            ]);
    });

    test('filters by change and by a part of the id', async () => {
        await open(new ScriptedRun(view, [], records));
        await harness.page.locator('#part-records vscode-textfield input').fill('issue-199');
        await expect.poll(() => held('records')).toBe(11);
        await harness.page.locator('#part-records select').selectOption('deleted');
        await harness.page.getByText('No record matches the filter.').waitFor();
        expect(harness.recordsQueries.at(-1)).toEqual({
            key: 'run-1',
            model: 'Issue',
            change: 'deleted',
            id: 'issue-199',
        });
        await harness.page.getByText('Clear Filter').click();
        await expect.poll(() => held('records')).toBe(200);
    });

    test('reads further ones as it is scrolled, and those before again, holding a few pages', async () => {
        await open(new ScriptedRun(view, [], records));
        let most = 0;
        for (const [top, key] of [
            [-1, '2000:issue-2000'],
            [0, '1:issue-1'],
        ] as const) {
            await expect
                .poll(
                    async () => {
                        await scrollTo(top, 'records');
                        most = Math.max(most, await held('records'));
                        return row(key).count();
                    },
                    { timeout: 20_000 },
                )
                .toBe(1);
        }
        expect(most).toBe(600);
    });

    test('has further records as the run saves them', async () => {
        const run = new ScriptedRun(runView(RUNNING), [], { Issue: touched(5) });
        await open(run);
        await harness.page.getByText('The run saved no records.').waitFor();
        const counted = (added: number) => ({ ...run.view.counters, models: { Issue: { ...NO_COUNTS, added } } });
        await harness.progress({ counters: counted(5) });
        await expect.poll(() => held('records')).toBe(5);
        run.touched.Issue = touched(8);
        await harness.progress({ counters: counted(8) });
        await expect.poll(() => held('records')).toBe(8);
    });
});
