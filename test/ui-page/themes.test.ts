import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../../scripts/editor/chromium.mts';
import { RunPageHarness } from './support/RunPageHarness';
import {
    bodiesScene,
    failedScene,
    mismatchScene,
    outputScene,
    succeededScene,
    unstartedScene,
    waitingScene,
} from './support/scenes';
import { servePage } from './support/servePage';
import { THEMES } from './support/themes';

/** Where every scene can be looked at in every theme. */
const SCREENSHOTS = path.resolve('.vscode-test/screenshots/run-page');
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

let browser: Browser;
let server: Awaited<ReturnType<typeof servePage>>;

beforeAll(async () => {
    await mkdir(SCREENSHOTS, { recursive: true });
    server = await servePage();
    browser = await launchChromium();
});

afterAll(async () => {
    await browser?.close();
    await server?.close();
});

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

async function violations(page: Page): Promise<string[]> {
    await page.evaluate('document.getAnimations().forEach((each) => each.pause())');
    // The policy of the page lets no script in but its own; the test is no part of the page.
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: await readAxe() });
    // What has nothing against it is not described: that takes as long again.
    const run = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)`;
    const found = (await page.evaluate(run)) as AxeResults['violations'];
    return found.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
}

async function readAxe(): Promise<string> {
    const { readFile } = await import('node:fs/promises');
    return readFile(AXE, 'utf8');
}

describe.each(THEMES)('in the theme %s', (theme) => {
    test.each(SCENES)('axe has nothing to say of: $name', { timeout: 120_000 }, async ({ name, width, act }) => {
        const harness = await RunPageHarness.open(browser, server.address, { theme, width });
        await act(harness);
        await harness.page.evaluate('document.fonts.ready');
        await harness.page.screenshot({ path: path.join(SCREENSHOTS, `${theme} ${name}.png`) });
        expect(await violations(harness.page)).toEqual([]);
        expect(harness.complaints).toEqual([]);
        await harness.close();
    });
});
