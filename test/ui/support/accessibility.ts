import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The frame that holds the page of the Run view. */
export async function runFrame(page: Page): Promise<Frame> {
    for (const frame of page.frames()) {
        if (frame.parentFrame() && (await frame.locator('syncbench-run-page').count()) > 0) return frame;
    }
    throw new Error('The Run view is not shown.');
}

/** What axe finds wrong in the page of the Run view, as it is now: `rule: element`. */
export async function violations(page: Page): Promise<string[]> {
    const frame = await runFrame(page);
    // The page is transparent: what lies behind it is the workbench's, where axe does not look.
    await frame.evaluate(
        "document.documentElement.style.background = 'var(--vscode-panel-background, var(--vscode-editor-background))'",
    );
    await frame.evaluate(await readFile(axeFile, 'utf8'));
    const results = (await frame.evaluate('axe.run(document)')) as AxeResults;
    return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
