import { beforeEach, describe, expect, test } from 'vitest';
import { onePage } from './support/pages';
import type { RunPageHarness } from './support/RunPageHarness';
import { logRow, NO_COUNTS, runView } from './support/runs';
import { ScriptedRun } from './support/ScriptedRun';
import { failedScene, mismatchScene, succeededScene, unstartedScene } from './support/scenes';

const one = onePage();
let harness: RunPageHarness;
beforeEach(() => {
    harness = one.harness;
});

const text = (selector: string): Promise<string> => harness.page.locator(selector).first().innerText();

describe('What went wrong', () => {
    test('has a way to the setting that it names', async () => {
        await harness.show(failedScene());
        expect(await harness.page.getByRole('button', { name: 'Open Settings' }).count()).toBe(0);
        await harness.show(unstartedScene());
        await harness.page.getByRole('button', { name: 'Open Settings' }).click();
        await expect.poll(() => harness.events).toEqual([{ type: 'openSetting', key: 'run-1' }]);
    });

    test('stands above the tabs: message, advice, status, details, and places that open', async () => {
        await harness.show(failedScene());
        const problem = harness.page.locator('.problem.error');
        for (const part of [
            "Cannot read properties of undefined (reading 'id')",
            'HTTP status 422',
            'Look at it in the tab HTTP.',
        ]) {
            expect(await problem.innerText()).toContain(part);
        }
        await problem.getByText('Details').click();
        expect(await problem.locator('pre').first().innerText()).toContain('"code": "missing"');
        await problem.getByRole('button', { name: 'create-issue.ts:14:31' }).click();
        const file = '/home/me/integrations/github/actions/create-issue.ts';
        await expect
            .poll(() => harness.events)
            .toEqual([{ type: 'openPlace', key: 'run-1', place: { file, line: 14, column: 31 } }]);
    });

    test('shows the place beside what went wrong where there is little room', async () => {
        const low = await one.open({ width: 1_000, height: 240 });
        try {
            await low.show(failedScene());
            const bottom = (selector: string) =>
                low.page
                    .locator(selector)
                    .first()
                    .evaluate((element) => element.getBoundingClientRect().bottom);
            const place = await bottom('.problem.error .places button');
            expect(place).toBeGreaterThan(0);
            expect(place).toBeLessThanOrEqual(await bottom('.problems'));
        } finally {
            await low.close();
        }
    });

    test.each([
        ['a panel of usual height', 1_000, 285],
        ['a side bar', 300, 400],
        ['a low and narrow place, where the page scrolls', 300, 240],
    ])('leaves rows to see in %s', async (_, width, height) => {
        const low = await one.open({ width, height });
        try {
            for (const [scene, ...tabs] of [
                [failedScene(), 'log', 'http'],
                [mismatchScene(), 'log', 'http', 'records'],
            ] as const) {
                await low.show(scene);
                for (const tab of tabs) {
                    await low.page.locator(`#tab-${tab}`).click();
                    const part = low.page.locator(`#part-${tab}`);
                    await part.scrollIntoViewIfNeeded();
                    const seen = () => part.locator('.scroller').evaluate((list) => list.clientHeight);
                    await expect.poll(seen, { message: tab }).toBeGreaterThanOrEqual(2 * 22);
                }
                const message = low.page.locator('.problem .message').first();
                await message.scrollIntoViewIfNeeded();
                expect(await message.evaluate((text) => text.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
            }
        } finally {
            await low.close();
        }
    });

    test('a warning says its code', async () => {
        await harness.show(succeededScene());
        expect(await text('.problem.warning')).toContain('credential-in-data');
    });

    test('of data that does not match its model is a table that opens', async () => {
        await harness.show(mismatchScene());
        const [records, output] = await harness.page.locator('.problem.warning').all();
        await records!.getByText('Mismatches (2)').click();
        expect(await records!.locator('tr').allInnerTexts()).toEqual([
            'Model\tId\tPath\tProblem\tTimes',
            'Issue\t42\tlabels[].name\tmust be a string, and is null\t1,200',
            'Issue\t43\ttitle\tis missing\t1',
        ]);
        await output!.getByText('Mismatches (1)').click();
        expect(await output!.locator('tr').allInnerTexts()).toEqual([
            'Path\tProblem\tTimes',
            '(all of it)\tmust be an object, and is null\t1',
        ]);
        expect(await harness.page.locator('.facts li').allInnerTexts()).toContain('limit reached');
    });

    test('of an action comes with what its app would receive', async () => {
        await harness.show(failedScene());
        await harness.page.getByText('The app would receive HTTP 500').click();
        const body = await text('pre[aria-label="Body that the app would receive"]');
        expect(JSON.parse(body)).toEqual({ error: { code: 'action_script_runtime_error' } });
    });

    test('goes when another run is shown', async () => {
        await harness.show(failedScene());
        await harness.show(new ScriptedRun(runView({ key: 'run-2' })));
        expect(await harness.page.locator('.problem').count()).toBe(0);
        await expect.poll(() => harness.rowTexts()).toEqual([]);
        expect(await text('#part-log .empty-list')).toBe('The run logged nothing.');
    });

    test('in reading records is said in the place of none', async () => {
        const models = { Issue: { ...NO_COUNTS, added: 3 } };
        const run = new ScriptedRun(runView({ key: 'run-4', counters: { logs: 0, http: 0, batches: 1, models } }));
        await harness.show(run);
        run.problem = 'The run was saved in /home/me/integrations/.syncbench, which was moved or deleted.';
        await harness.page.locator('#tab-records').click();
        await expect.poll(() => text('#part-records .list-problem')).toContain(run.problem);
        expect(await harness.page.locator('#part-records .empty-list').count()).toBe(0);
        await harness.page.locator('#tab-log').click();
    });

    test('in reading is said, and what a former run says is not shown', async () => {
        const run = new ScriptedRun(runView({ key: 'run-3' }));
        run.problem = 'The store was made by a newer version.';
        await harness.show(run);
        await expect
            .poll(() => text('.list-problem'))
            .toBe('This could not be read: The store was made by a newer version.');
        expect(await harness.page.locator('.empty-list:visible').count()).toBe(0);
        await harness.send({
            type: 'progress',
            key: 'run-2',
            run: { state: 'failed' },
            rows: [logRow(9)],
            isGap: false,
        });
        expect(await text('.state')).toBe('Succeeded');
        expect(await harness.rowTexts()).toEqual([]);
    });
});
