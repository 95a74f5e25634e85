import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { violations } from './support/accessibility';
import { InstalledEditor } from './support/InstalledEditor.mts';
import { processesWith } from './support/processes';
import { runStates } from './support/terminal';
import type { Workbench } from './support/Workbench.mts';

const screenshots = path.resolve('.vscode-test/screenshots/installed');
const patience = { timeout: 120_000, interval: 100 };

let editor: InstalledEditor;
let window: Workbench;

beforeAll(async () => {
    await mkdir(screenshots, { recursive: true });
    editor = await InstalledEditor.start();
    window = await editor.openWindow();
});

afterAll(async () => {
    await editor?.stop();
});

const state = () => window.runPage.locator('.state');
const facts = () => window.runPage.locator('.facts').innerText();
const screenshot = (name: string) => window.page.screenshot({ path: path.join(screenshots, `${name}.png`) });

/** Waits until the Run view shows that the run stands so. */
async function runIs(text: string): Promise<void> {
    await expect.poll(() => state().innerText(), patience).toContain(text);
}

describe('the main job, on the installed package', () => {
    test('the tree lists the scripts of the sample', async () => {
        await window.activityIcon.click();
        for (const name of ['github', 'issues', 'labels', 'create-issue']) {
            await window.row('Integrations', name).waitFor({ timeout: 60_000 });
        }
    });

    test('an empty store says what to do', async () => {
        const records = window.page.locator('.pane', { hasText: 'No records yet' });
        await records.first().waitFor({ timeout: 60_000 });
    });

    test("the sample's task starts the stand-in API and leads the connection there", async () => {
        await window.command('Tasks: Run Task');
        await window.choose('Start Stand-in API');
        const file = path.join(editor.project, '.syncbench', 'connections', 'demo.json');
        await expect.poll(() => existsSync(file), patience).toBe(true);
        const { base_url } = JSON.parse(await readFile(file, 'utf8'));
        await expect.poll(async () => (await fetch(`${base_url}/user`)).status, patience).toBe(200);
    });

    test('pressing the lens runs the sync: the log is shown and 1,000 records are counted', async () => {
        await window.open('issues.ts');
        await window.pressLens('Run Sync');
        await window.choose('demo');
        await runIs('Succeeded');
        expect(await facts()).toContain('1,000');
        await window.runPage.locator('#tab-log').click();
        await window.runPage.locator('#part-log [role="row"]', { hasText: 'tide' }).first().waitFor();
        await screenshot('log');
    });

    test('every HTTP attempt is listed', async () => {
        await window.runPage.locator('#tab-http').click();
        const rows = window.runPage.locator('#part-http .scroller [role="row"]');
        await expect.poll(() => rows.count(), patience).toBeGreaterThan(10);
        expect(await rows.first().innerText()).toContain('GET');
        await screenshot('http');
    });

    test('a saved record opens from the Run view as JSON', async () => {
        await window.runPage.locator('#tab-records').click();
        const rows = window.runPage.locator('#part-records .scroller [role="row"]');
        await rows.first().waitFor();
        expect(await window.runPage.locator('#tab-records').innerText()).toContain('1,000');
        const id = await rows.first().getAttribute('data-id');
        await screenshot('records');
        await rows.first().dblclick();
        await window.tab(`${id}.json`).waitFor({ timeout: 60_000 });
        await expect.poll(() => window.editor.innerText(), patience).toContain('"title"');
        await window.page.locator('.editor-actions [aria-label^="Compare Record"]').first().waitFor();
        await screenshot('record');
    });

    test('the Records view counts them, and opens one', async () => {
        const model = window.row('Records', 'Issue');
        await model.waitFor({ timeout: 60_000 });
        expect(await model.innerText()).toContain('1,000');
        await model.click();
        const record = window.row('Records', 'added just now');
        const id = (await record.locator('.label-name').innerText()).trim().split(' ')[0];
        expect(id).toMatch(/^\d+$/);
        await record.click();
        await window.tab(`${id}.json`).waitFor({ timeout: 60_000 });
        await expect.poll(() => window.editor.innerText(), patience).toContain(id);
        await model.click();
        await record.waitFor({ state: 'hidden' });
    });

    test('running again from the Run view finds all 1,000 unchanged', async () => {
        await window.runPage.getByRole('button', { name: 'Run again' }).click();
        await expect.poll(facts, patience).toMatch(/1,000\s+unchanged/i);
        await runIs('Succeeded');
    });

    test('an endless loop is cancelled from the Run view, and its process ends', async () => {
        await window.open('endless.ts');
        await window.pressLens('Run Sync');
        await window.choose('demo');
        await runIs('Running');
        await window.runPage.locator('#tab-log').click();
        await window.runPage.locator('#part-log', { hasText: 'begins to loop' }).waitFor();
        const children = () => processesWith(editor.extensionsFolder, 'runtime');
        const running = children();
        await window.runPage.getByRole('button', { name: 'Cancel' }).click();
        await runIs('Cancelled');
        // A child that waits for the next run may stay.
        const left = () => children().filter((pid) => running.includes(pid)).length;
        await expect.poll(left, patience).toBeLessThan(running.length);
    });

    test('a script that is deleted is missed in the tree until it is there again', async () => {
        const file = path.join(editor.project, 'github', 'syncs', 'broken.ts');
        const source = await readFile(file);
        const row = () => window.row('Integrations', 'broken').innerText();
        expect(await row()).not.toContain('file missing');
        await rm(file);
        await expect.poll(row, patience).toContain('file missing');
        await writeFile(file, source);
        await expect.poll(row, patience).not.toContain('file missing');
    });

    test('the link of an error jumps to its line', async () => {
        await window.open('broken.ts');
        await window.pressLens('Run Sync');
        await window.choose('demo');
        await runIs('Failed');
        await window.open('issues.ts');
        await screenshot('error');
        await window.runPage.locator('.error .places button').first().click();
        await window.tab('broken.ts').waitFor({ timeout: 60_000 });
        await expect.poll(() => window.cursor(), patience).toMatch(/^Ln 5,/);
    });
});

describe('the Run view', () => {
    test('is left and entered by Tab in the order in which it reads', async () => {
        await window.runPage.getByRole('button', { name: 'Run again' }).focus();
        const seen: string[] = [];
        for (let i = 0; i < 6; i++) {
            const focused = window.runPage.locator(':focus').last();
            seen.push(
                ((await focused.getAttribute('aria-label')) ?? (await focused.innerText())).trim().split('\n')[0] ?? '',
            );
            await window.page.keyboard.press('Tab');
        }
        expect(seen).toMatchInlineSnapshot(`
              [
                "Run Again",
                "Cancel",
                "Show in Records",
                "Errors and warnings",
                "github/syncs/broken.ts:5:11",
                "Details",
              ]
            `);
    });

    test.each([
        ['dark', 'Dark Modern', 'vscode-dark'],
        ['light', 'Light Modern', 'vscode-light'],
        ['high contrast dark', 'Dark High Contrast', 'vscode-high-contrast'],
        ['high contrast light', 'Light High Contrast', 'vscode-high-contrast-light'],
    ])('has nothing that axe finds wrong in %s', async (name, theme, kind) => {
        await window.chooseTheme(theme);
        await window.runPage.locator(`body.${kind}`).waitFor({ timeout: 60_000 });
        for (const tab of ['log', 'http', 'records', 'output']) {
            await window.runPage.locator(`#tab-${tab}`).click();
            expect(await violations(window.page), tab).toEqual([]);
            await screenshot(`${name} ${tab}`);
        }
    });
});

describe('a window', () => {
    test('that is reloaded in the middle of a run leaves no process of it, and the run reads as interrupted', async () => {
        await window.open('endless.ts');
        await window.pressLens('Run Sync');
        await runIs('Running');
        // Its first line is in the store: from here on there is a run to come back to.
        await window.runPage.locator('#tab-log').click();
        await window.runPage.locator('#part-log', { hasText: 'begins to loop' }).waitFor();
        const children = processesWith(editor.extensionsFolder, 'runtime');
        expect(children.length).toBeGreaterThan(0);
        await window.page.reload({ waitUntil: 'commit' });
        await window.isReady();
        const left = () => processesWith(editor.extensionsFolder, 'runtime').filter((pid) => children.includes(pid));
        await expect.poll(left, patience).toEqual([]);
        await expect.poll(async () => (await runStates(editor.project))[0], patience).toBe('endless interrupted');
        await runIs('Interrupted');
    });

    test('shows what another one ran', async () => {
        await window.command('Syncbench: Focus on Records View');
        await window.row('Records', 'Issue').waitFor();
        const second = await editor.openWindow();
        await second.open('labels.ts');
        await second.pressLens('Run Sync');
        await second.choose('demo');
        await expect.poll(async () => (await runStates(editor.project))[0], patience).toBe('labels succeeded');
        await expect.poll(() => window.row('Records', 'Label').innerText(), patience).toContain('36');
    });
});
