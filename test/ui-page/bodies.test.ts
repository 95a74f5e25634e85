import type { Locator } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { pageOfEach } from './support/pages';
import type { RunPageHarness } from './support/RunPageHarness';
import { httpRow, runView } from './support/runs';
import { ScriptedRun } from './support/ScriptedRun';
import { bodiesScene } from './support/scenes';

const one = pageOfEach();
let harness: RunPageHarness;
beforeEach(() => {
    harness = one.harness;
});

const row = (key: string): Locator => harness.page.locator(`[role=tabpanel]:visible [data-key="${key}"]`);
const details = (): Locator => harness.page.locator('[role=tabpanel]:visible .details');
const said = (): Promise<string> => details().innerText();

test('are asked for when the details are opened, and only then', async () => {
    await harness.show(bodiesScene());
    expect(harness.bodiesQueries).toEqual([]);
    let give = () => {};
    harness.bodiesReady = new Promise((resolve) => {
        give = resolve;
    });
    await row('r2:11').focus();
    await harness.page.keyboard.press('Enter');
    await expect.poll(said).toContain('Loading…');
    expect(harness.bodiesQueries).toEqual([{ key: 'run-1', runId: 'r2', seq: 11 }]);
    give();
    await expect.poll(said).toContain('"bug"');
    expect(await said()).toContain('application/json; charset=utf-8 · 48.2 kB');
    expect(await said()).toContain('This is the beginning of it. Only the beginning was kept.');
    await harness.page.keyboard.press('ArrowLeft');
    await expect.poll(() => details().count()).toBe(0);
    await harness.page.locator('#tab-http').click();
    await row('r2:11').click();
    await expect.poll(said).toContain('"bug"');
    expect(harness.bodiesQueries).toHaveLength(2);
});

test('are reached and opened by keyboard', async () => {
    await harness.show(bodiesScene());
    await row('r2:11').focus();
    await harness.page.keyboard.press('Enter');
    await details().getByRole('group', { name: 'Response body' }).waitFor();
    for (const name of ['Request body', 'Response body']) {
        await harness.page.keyboard.press('Tab');
        const label = await harness.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
        expect(label).toBe(name);
        await harness.page.keyboard.press('Tab');
        await harness.page.keyboard.press('Enter');
    }
    const query = { key: 'run-1', runId: 'r2', seq: 11 };
    await expect
        .poll(() => harness.events)
        .toEqual([
            { type: 'openBody', side: 'request', ...query },
            { type: 'openBody', side: 'response', ...query },
        ]);
});

test.each([
    ['binary', 'Not kept: it is no text.'],
    ['stream', 'Not kept: it was sent or received as a stream.'],
    ['limit', 'Not kept: the run had more than 8 MB of bodies.'],
    [undefined, 'Not kept: that was switched off, or the run is older than this feature.'],
] as const)('say why they are not there: %s', async (omitted, why) => {
    const run = new ScriptedRun(runView(), [httpRow(1)]);
    if (omitted) run.bodies['r1:1'] = { response: { size: 48_213, omitted } };
    await harness.show(run);
    await row('r1:1').click();
    await expect.poll(said).toContain(why);
    expect(await said()).not.toContain('Request body');
    expect(await details().getByRole('button', { name: 'Open in Editor' }).count()).toBe(0);
});

test('that cannot be read say so; of empty ones nothing is asked or said', async () => {
    const empty = httpRow(2, { requestSize: 0, responseSize: 0 });
    const refused = httpRow(3, {
        status: undefined,
        responseHeaders: undefined,
        responseSize: undefined,
        error: { name: 'Error', code: 'read_only', message: 'refused' },
    });
    const run = new ScriptedRun(runView(), [httpRow(1), empty, refused]);
    await harness.show(run);
    run.problem = 'the store is damaged';
    await row('r1:2').click();
    await row('r1:3').click();
    await expect.poll(() => details().count()).toBe(2);
    expect(harness.bodiesQueries).toEqual([]);
    await row('r1:1').click();
    await expect.poll(() => details().first().innerText()).toContain('This could not be read: the store is damaged');
});
