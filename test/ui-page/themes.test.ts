import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pages } from './support/pages';
import type { RunPageHarness } from './support/RunPageHarness';
import {
    bodiesScene,
    failedScene,
    mismatchScene,
    outputScene,
    succeededScene,
    unstartedScene,
    waitingScene,
} from './support/scenes';
import { THEMES, type Theme } from './support/themes';

/** Where every scene can be looked at in every theme. */
const SCREENSHOTS = path.resolve('.vscode-test/screenshots/run-page');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Those of the rules that axe has switched on. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

const open = pages();

beforeAll(() => mkdir(SCREENSHOTS, { recursive: true }));

interface Scene {
    name: string;
    width?: number;
    act(harness: RunPageHarness): Promise<void>;
}

const SCENES: Scene[] = [
    {
        name: 'log with details',
        act: async (harness) => {
            await harness.show(succeededScene());
            await harness.page.locator('[data-key="r1:8"]').click();
            await harness.page.locator('[data-key="r1:7"]').click();
        },
    },
    {
        name: 'mismatches',
        act: async (harness) => {
            await harness.show(mismatchScene());
            await harness.page.getByText('Mismatches (2)').click();
        },
    },
    { name: 'log in a side bar', width: 320, act: (harness) => harness.show(succeededScene()) },
    {
        name: 'http',
        act: async (harness) => {
            await harness.show(succeededScene());
            await harness.page.locator('#tab-http').click();
            await harness.page.locator('#part-http [data-key="r1:5"]').click();
        },
    },
    {
        name: 'http with bodies',
        act: async (harness) => {
            await harness.page.setViewportSize({ width: 1100, height: 900 });
            await harness.show(bodiesScene());
            await harness.page.locator('#tab-http').click();
            for (const key of ['r2:11', 'r1:7', 'r1:2'])
                await harness.page.locator(`#part-http [data-key="${key}"]`).click();
            await harness.page.locator('#part-http [aria-busy=false] pre').first().waitFor();
            await harness.page.getByText('Not kept: that was switched off').waitFor();
            await harness.page.getByText('Not kept: it is no text.').waitFor();
        },
    },
    {
        name: 'http of a run that waits',
        act: async (harness) => {
            await harness.show(waitingScene());
            await harness.page.locator('#tab-http').click();
            await harness.page.locator('#part-http [data-key="r1:call1"]').click();
        },
    },
    { name: 'log of a run that waits', width: 420, act: (harness) => harness.show(waitingScene()) },
    {
        name: 'records',
        act: async (harness) => {
            await harness.show(succeededScene());
            await harness.page.locator('#tab-records').click();
            await harness.page.locator('#part-records [data-key]').first().focus();
        },
    },
    {
        name: 'output',
        act: async (harness) => {
            await harness.show(outputScene());
            await harness.page.locator('#tab-output').click();
        },
    },
    { name: 'failed', act: (harness) => harness.show(failedScene()) },
    { name: 'could not start', act: (harness) => harness.show(unstartedScene()) },
    { name: 'empty', act: (harness) => harness.send({ type: 'empty', reason: 'noRun' }) },
];

/**
 * What axe has against the page: in the first theme all of its rules, in the others those about colours. Nothing but
 * colours depends on the theme, and the other rules take most of the time.
 */
async function violations(page: Page, theme: Theme): Promise<string[]> {
    // What has nothing against it is not described: that takes as long again.
    const options = { resultTypes: ['violations'], ...(theme !== THEMES[0] && { runOnly: COLOUR_RULES }) };
    const run = `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations)`;
    const found = (await page.evaluate(run)) as AxeResults['violations'];
    return found.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
}

/** The policy of the page lets no script in but its own; the test is no part of the page. */
async function addAxe(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: await readFile(AXE, 'utf8') });
}

describe.each(SCENES)('Of $name,', ({ name, width, act }) => {
    let harness: RunPageHarness;

    beforeAll(async () => {
        harness = await open({ theme: THEMES[0], ...(width !== undefined && { width }) });
        await act(harness);
        await harness.page.evaluate('document.fonts.ready');
        await addAxe(harness.page);
    });

    afterAll(() => harness?.close());

    test.each(THEMES)('axe has nothing to say in the theme %s', async (theme) => {
        await harness.wear(theme);
        await harness.page.evaluate('document.getAnimations().forEach((each) => each.pause())');
        await harness.page.screenshot({ path: path.join(SCREENSHOTS, `${theme} ${name}.png`) });
        expect(await violations(harness.page, theme)).toEqual([]);
        expect(harness.complaints).toEqual([]);
    });
});
