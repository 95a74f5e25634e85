import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchChromium } from '../../../scripts/editor/chromium.mts';
import { RunPageHarness } from './RunPageHarness';
import { servePage } from './servePage';

/** Opens a page, which whoever opens it closes. */
type OpenPage = (options?: Parameters<typeof RunPageHarness.open>[2]) => Promise<RunPageHarness>;

interface TestedPage {
    /** From the first test on. */
    readonly harness: RunPageHarness;
    /** Opens another one. */
    readonly open: OpenPage;
}

/** What opens pages in one browser for the tests of a file. */
export function pages(): OpenPage {
    let browser: Browser;
    let server: Awaited<ReturnType<typeof servePage>>;
    beforeAll(async () => {
        server = await servePage();
        browser = await launchChromium();
    });
    afterAll(async () => {
        await browser?.close();
        await server?.close();
    });
    return (options) => RunPageHarness.open(browser, server.address, options);
}

/** One page for all tests of a file, each of which must leave it without a complaint. */
export function onePage(): TestedPage {
    const open = pages();
    let harness: RunPageHarness;
    beforeAll(async () => {
        harness = await open();
    });
    afterEach(() => {
        expect(harness.complaints).toEqual([]);
        harness.events.length = 0;
    });
    return {
        get harness() {
            return harness;
        },
        open,
    };
}

/** A page for each test of a file, for those that ask what it reads or begin with nothing chosen or filtered. */
export function pageOfEach(): TestedPage {
    const open = pages();
    let harness: RunPageHarness;
    beforeEach(async () => {
        harness = await open();
    });
    afterEach(async () => {
        expect(harness.complaints).toEqual([]);
        await harness.close();
    });
    return {
        get harness() {
            return harness;
        },
        open,
    };
}
