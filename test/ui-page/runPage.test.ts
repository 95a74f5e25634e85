import { beforeEach, describe, expect, test } from 'vitest';
import type { PanelEmpty, PanelRun, ToExtension } from '../../src/protocol/panel';
import { onePage } from './support/pages';
import type { RunPageHarness } from './support/RunPageHarness';
import { logRow, NO_COUNTS, runView } from './support/runs';
import { ScriptedRun } from './support/ScriptedRun';
import { failedScene, outputScene, succeededScene } from './support/scenes';

const one = onePage();
let harness: RunPageHarness;
beforeEach(() => {
    harness = one.harness;
});

const text = (selector: string): Promise<string> => harness.page.locator(selector).first().innerText();

describe('Without a run, the page says why, and has the button that helps', () => {
    test.each<[PanelEmpty, string, string | undefined, ToExtension | undefined]>([
        ['loading', 'Looking for the last run…', undefined, undefined],
        ['noFolder', 'No folder is open', 'Open Folder…', { type: 'openFolder' }],
        ['noProject', 'No Nango project in this workspace', 'Open Folder…', { type: 'openFolder' }],
        ['noRun', 'Nothing has run yet', 'Run Script…', { type: 'runScript' }],
        ['untrusted', 'This workspace is not trusted', 'Manage Workspace Trust', { type: 'manageTrust' }],
    ])('%s', async (reason, title, button, event) => {
        await harness.send({ type: 'empty', reason });
        await expect.poll(() => text('h1')).toBe(title);
        const buttons = harness.page.locator('vscode-button');
        expect(await buttons.allInnerTexts()).toEqual(button ? [button] : []);
        if (event) await buttons.first().press('Enter');
        await expect.poll(() => harness.events).toEqual(event ? [event] : []);
    });
});

describe('The header says how the run is, and what can be done with it', () => {
    const over = { name: 'Run Again', event: { type: 'runAgain' } };
    const going = { name: 'Cancel', event: { type: 'cancel' } };

    test.each<[PanelRun['state'], string, { name: string; event: object } | undefined]>([
        ['queued', 'Waiting', over],
        ['starting', 'Starting', going],
        ['running', 'Running', going],
        ['cancelling', 'Cancelling', undefined],
        ['succeeded', 'Succeeded', over],
        ['failed', 'Failed', over],
        ['cancelled', 'Cancelled', over],
        ['interrupted', 'Interrupted', over],
    ])('%s', async (state, word, can) => {
        await harness.show(new ScriptedRun(runView({ state })));
        expect(await text('.state')).toBe(word);
        for (const name of ['Run Again', 'Cancel', 'Show in Records']) {
            await harness.page.getByRole('button', { name, exact: true }).click({ force: true });
        }
        await expect.poll(() => harness.events).toEqual(can ? [can.event] : []);
    });

    test('which script, project and connection, since when, how long, what it saved, on which Node, what waits', async () => {
        const models = { A: { ...NO_COUNTS, added: 1_200 }, B: { ...NO_COUNTS, added: 34, deleted: 1 } };
        const counters = { logs: 3, http: 2, batches: 2, models };
        const given = [{ label: 'Base URL', value: 'http://127.0.0.1:4600' }, { label: 'Read-only' }];
        const view = runView({ project: 'integrations', unavailable: ['permissions'], waiting: 2, counters, given });
        await harness.show(new ScriptedRun(view));
        expect(await text('h1')).toBe('github/issues');
        expect(await harness.page.locator('.facts li').allInnerTexts()).toEqual([
            'integrations',
            'connection demo',
            expect.stringMatching(/^started Mar 2, 2026, /),
            '2.3 s',
            '1,234 added',
            '1 deleted',
            'Base URL: http://127.0.0.1:4600',
            'Read-only',
            'Node 24.4.0, without permissions',
            '2 waiting',
        ]);
        expect(await harness.page.getByRole('tab').allInnerTexts()).toEqual([
            'Log\n3',
            'HTTP\n2',
            'Records\n1,235',
            'Output',
        ]);
        await harness.page.getByRole('button', { name: 'Show in Records' }).click();
        await expect.poll(() => harness.events).toEqual([{ type: 'openRecords', key: 'run-1' }]);
    });

    test('all of it in a narrow side bar', async () => {
        const narrow = await one.open({ width: 170, height: 500 });
        try {
            await narrow.show(succeededScene());
            for (const fact of await narrow.page.locator('.facts li').all()) {
                const { isCut, said } = await fact.evaluate((li) => {
                    const text = document.createRange();
                    text.selectNodeContents(li);
                    const isGiven = li.querySelector('.given') !== null;
                    const right = isGiven ? li.getBoundingClientRect().right : text.getBoundingClientRect().right;
                    return { isCut: right > document.documentElement.clientWidth, said: li.textContent };
                });
                expect(isCut, said ?? '').toBe(false);
            }
            expect(narrow.complaints).toEqual([]);
        } finally {
            await narrow.close();
        }
    });

    test('the time goes on while the run does', async () => {
        await harness.show(
            new ScriptedRun(runView({ state: 'running', durationMs: undefined, startedAt: Date.now() })),
        );
        const first = await text('.ticking');
        await expect.poll(() => text('.ticking')).not.toBe(first);
    });

    test('only the beginning and the end of a run are announced', async () => {
        const status = harness.page.getByRole('status');
        expect(await harness.page.locator('[aria-live]').count()).toBe(0);
        await harness.show(new ScriptedRun(runView({ state: 'running', durationMs: undefined })));
        await expect.poll(() => status.innerText()).toBe('github/issues is running.');
        await harness.progress({}, [logRow(1, 'said')]);
        expect(await status.innerText()).toBe('github/issues is running.');
        await harness.progress({ state: 'cancelled', durationMs: 61_000 });
        await expect.poll(() => status.innerText()).toBe('github/issues: Cancelled after 1 min 1 s.');
    });

    test.each([
        ['a sentence, whose stop is not said twice', 'It broke.', 'It broke.'],
        ['the first line', 'It broke\n    at somewhere', 'It broke.'],
        ['the beginning of what never ends', 'E'.repeat(10_000), `${'E'.repeat(300)}….`],
    ])('of an error %s', async (_, message, said) => {
        const error = { type: 'script_internal_error', message, places: [], related: [] };
        await harness.show(new ScriptedRun(runView({ state: 'running', durationMs: undefined })));
        await harness.progress({ state: 'failed', durationMs: 61_000, error });
        const status = harness.page.getByRole('status');
        await expect.poll(() => status.innerText()).toBe(`github/issues: Failed after 1 min 1 s. ${said}`);
    });
});

describe('The buttons of the header', () => {
    const tool = (name: string) => harness.page.getByRole('button', { name, exact: true });

    test('Run Again says what it repeats', async () => {
        await harness.show(new ScriptedRun(runView()));
        expect(await tool('Run Again').getAttribute('title')).toBe('Run Again');
        const repeated = [{ label: 'Max pages', value: '2' }, { label: 'Read-only' }];
        await harness.show(new ScriptedRun(runView({ key: 'run-2', repeated })));
        expect(await tool('Run Again').getAttribute('title')).toBe('Run Again\nwith Max pages: 2, Read-only');
        expect(await tool('Run Again').getAttribute('aria-description')).toBe('with Max pages: 2, Read-only');
    });

    test('Cancel says that what waits goes, too', async () => {
        await harness.show(new ScriptedRun(runView({ state: 'running', durationMs: undefined, waiting: 2 })));
        await tool('Cancel, and 2 waiting').click();
        await expect.poll(() => harness.events).toEqual([{ type: 'cancel' }]);
        await harness.progress({ waiting: 0 });
        await tool('Cancel').waitFor();
    });
});

describe('Output', () => {
    test('is shown whole and can be copied and opened', async () => {
        const run = outputScene();
        await harness.show(run);
        await harness.page.locator('#tab-output').click();
        expect(await text('pre.output')).toBe(run.view.output?.text);
        await harness.page.getByRole('button', { name: 'Copy', exact: true }).click();
        await harness.page.getByRole('button', { name: 'Open in Editor' }).click();
        await expect
            .poll(() => harness.events)
            .toEqual([
                { type: 'copy', text: run.view.output?.text },
                { type: 'openOutput', key: 'run-1' },
            ]);
    });

    test('is said to be only the beginning when it is, which cannot be copied', async () => {
        await harness.show(new ScriptedRun(runView({ output: { text: '[1, 2', isCut: true } })));
        await harness.page.locator('#tab-output').click();
        expect(await text('#part-output')).toContain('This is the beginning of it.');
        expect(await harness.page.getByRole('button', { name: 'Copy', exact: true }).count()).toBe(0);
    });

    test('is said to be missing when there is none', async () => {
        await harness.show(new ScriptedRun(runView()));
        expect(await text('#part-output')).toBe('The script returned nothing.');
    });

    test.each([
        [{ text: '{}', isCut: false }, 'The app would receive HTTP 200'],
        [{ text: '[1, 2', isCut: true }, 'This is the beginning of it. · The app would receive HTTP 200'],
        [undefined, 'The script returned nothing.\n\nThe app would receive HTTP 200'],
    ])('comes with the status that the app of an action would receive: %j', async (output, said) => {
        await harness.show(new ScriptedRun(runView({ kind: 'action', output, response: { status: 200 } })));
        expect(await text('#part-output')).toContain(said);
    });
});

describe('Tabs', () => {
    test('go round by arrow keys, and what is chosen is kept and shown again', async () => {
        await harness.show(succeededScene());
        await harness.page.locator('#tab-log').click();
        const seen: (string | null)[] = [];
        for (const key of ['ArrowRight', 'End', 'ArrowRight', 'ArrowLeft', 'Home', 'ArrowRight']) {
            await harness.page.keyboard.press(key);
            const selected = harness.page.locator('[role=tab][aria-selected=true]');
            await expect.poll(() => selected.evaluate((tab) => tab === document.activeElement)).toBe(true);
            seen.push(await selected.getAttribute('id'));
        }
        expect(seen).toEqual(['tab-http', 'tab-output', 'tab-log', 'tab-output', 'tab-log', 'tab-http']);
        await expect.poll(() => harness.state).toMatchObject({ tab: 'http' });

        const again = await one.open({ state: harness.state });
        await again.show(succeededScene());
        expect(await again.page.locator('[role=tabpanel]:visible').getAttribute('id')).toBe('part-http');
        await again.close();
    });

    test('Tab goes from the buttons through the links to the tabs, the filter and one row', async () => {
        // A run that is shown is named anew each time.
        await harness.show(new ScriptedRun(runView({ key: 'run-2' })));
        await harness.show(failedScene());
        await harness.page.locator('#tab-log').click();
        await harness.page.getByRole('button', { name: 'Run Again' }).focus();
        const stops: string[] = [];
        for (let stop = 0; stop < 12; stop++) {
            stops.push(
                await harness.page.evaluate(() => {
                    const { ariaLabel, id, dataset, innerText, localName } = document.activeElement as HTMLElement;
                    return ariaLabel || id || dataset.key || innerText || localName;
                }),
            );
            await harness.page.keyboard.press('Tab');
        }
        expect(stops).toEqual([
            'Run Again',
            'Cancel',
            'Show in Records',
            'Errors and warnings',
            'github/actions/create-issue.ts:14:31',
            'github/lib/labels.ts:8:5',
            'Details',
            'The app would receive HTTP 500',
            'tab-log',
            'vscode-textfield',
            'Level',
            'r1:17',
        ]);
    });
});
