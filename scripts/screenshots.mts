// `npm run screenshots`: takes the pictures of the README, media/readme/*.png, from the installed package on the sample.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { leadConnectionTo } from '../samples/stand-in-api/connectionFile.ts';
import { startStandInApi } from '../samples/stand-in-api/standInApi.ts';
import { InstalledEditor } from '../test/ui/support/InstalledEditor.mts';
import { copySample } from '../test/vscode/support/makeProject.mts';

const largest = 200_000;
const folder = path.join(path.dirname(import.meta.dirname), 'media', 'readme');
await mkdir(folder, { recursive: true });

const api = await startStandInApi();
const editor = await InstalledEditor.start({ width: 1200, height: 760 }, copySample);
try {
    await leadConnectionTo(api.url, editor.project, 'demo');
    const window = await editor.openWindow();
    const { page, runPage } = window;
    const patience = { timeout: 60_000 };
    const runIs = (state: string) => runPage.locator('.state', { hasText: state }).waitFor(patience);
    const picture = async (name: string) => {
        // Tooltips and the light under the pointer are no part of the picture.
        await page.mouse.move(700, 30);
        await page.locator('.workbench-hover-container').waitFor({ state: 'hidden' });
        const file = path.join(folder, `${name}.png`);
        await page.screenshot({ path: file, animations: 'disabled' });
        const { size } = await stat(file);
        console.log(`${path.relative(process.cwd(), file)}  ${Math.round(size / 1_000)} KB`);
        if (size > largest) throw new Error(`${file} is larger than ${largest} bytes.`);
    };

    await window.activityIcon.click();
    await window.chooseTheme('Dark Modern');
    await window.open('issues.ts');
    await window.pressLens('Run Sync');
    await window.choose('demo');
    await runIs('Succeeded');
    await runPage.locator('#tab-log').click();
    await page.locator('.codelens-decoration', { hasText: '1,000 records' }).waitFor(patience);
    await picture('run');

    await runPage.locator('#tab-http').click();
    await runPage.locator('#part-http .scroller [role="row"]').first().click();
    await window.command('View: Toggle Maximized Panel');
    await page.locator('.monaco-editor').first().waitFor({ state: 'hidden' });
    await picture('http');
    await window.command('View: Toggle Maximized Panel');

    await runPage.locator('#tab-records').click();
    await runPage.locator('#part-records .scroller [role="row"]').first().dblclick();
    await page.locator('.tab.active', { hasText: '.json' }).waitFor(patience);
    await page.locator('.view-line', { hasText: '"id"' }).first().waitFor(patience);
    await picture('records');

    await runPage.locator('#tab-log').click();
    await forgetThatIssuesMayHaveNoAssignee(editor.project);
    await window.open('issues.ts');
    await window.pressLens('Run Sync');
    await runIs('Failed');
    await runPage.getByText('to-issue.ts:').first().click();
    await page.locator('.tab.active', { hasText: 'to-issue.ts' }).waitFor(patience);
    await picture('error');
} finally {
    await editor.stop();
    await api.close();
}

/** The mistake of the last picture. */
async function forgetThatIssuesMayHaveNoAssignee(project: string): Promise<void> {
    const mapper = path.join(project, 'github', 'mappers', 'to-issue.ts');
    const source = await readFile(mapper, 'utf8');
    await writeFile(mapper, source.replace('issue.assignee?.login ?? null', 'issue.assignee.login'));
}
