import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchChromium } from '../../../scripts/editor/chromium.mts';
import { RunPageHarness } from './RunPageHarness';
import { servePage } from './servePage';

interface OnePage {
    /** The page that all tests of a file share, from the first one on. */
    readonly harness: RunPageHarness;
    /** Another one, which whoever opens it closes. */
    open(options: Parameters<typeof RunPageHarness.open>[2]): Promise<RunPageHarness>;
}

/** One page for all tests of a file, which must leave it without a complaint. */
export function onePage(): OnePage {
    let browser: Browser;
    let server: Awaited<ReturnType<typeof servePage>>;
    let harness: RunPageHarness;
    beforeAll(async () => {
        server = await servePage();
        browser = await launchChromium();
        harness = await RunPageHarness.open(browser, server.address);
    });
    afterEach(() => {
        expect(harness.complaints).toEqual([]);
        harness.events.length = 0;
    });
    afterAll(async () => {
        await browser?.close();
        await server?.close();
    });
    return {
        get harness() {
            return harness;
        },
        open: (options) => RunPageHarness.open(browser, server.address, options),
    };
}
