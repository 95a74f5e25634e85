import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The workbench is slow to answer while a busy machine compiles. */
const patience = { timeout: 90_000 };

/** A window of VS Code, driven as a person does it: by keys, clicks and what is written on the screen. */
export class Workbench {
    readonly page: Page;

    constructor(page: Page) {
        this.page = page;
    }

    /** Waits until the extension's icon is in the activity bar: its contributions come after the explorer. */
    async isReady(): Promise<void> {
        await this.activityIcon.waitFor({ timeout: 180_000 });
    }

    get activityIcon(): Locator {
        return this.page.locator('.activitybar .action-label[aria-label^="Syncbench"]').first();
    }

    /** The list with which VS Code asks. */
    get quickPick(): Locator {
        return this.page.locator('.quick-input-widget');
    }

    get editor(): Locator {
        return this.page.locator('.editor-group-container.active .monaco-editor[role="code"]').first();
    }

    /** A row of a view, by what a screen reader says of it. */
    row(view: string, label: string | RegExp): Locator {
        const pane = this.page.locator('.pane', { has: this.page.locator('.pane-header', { hasText: view }) });
        return pane.locator('.monaco-list-row').filter({ hasText: label }).first();
    }

    /** The page of the Run view. */
    get runPage(): FrameLocator {
        return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    }

    /** Runs a command as the palette finds it. */
    async command(title: string): Promise<void> {
        await this.page.keyboard.press('F1');
        await this.quickPick.locator('input').first().fill(`>${title}`);
        await this.choose(title);
    }

    /** Takes the entry of the open list that has this text. */
    async choose(text: string): Promise<void> {
        const entry = this.quickPick.locator('.monaco-list-row', { hasText: text }).first();
        await entry.waitFor(patience);
        await entry.click();
    }

    /** Changes the colours, by the name that the list of themes has. */
    async chooseTheme(name: string): Promise<void> {
        await this.command('Preferences: Color Theme');
        await this.quickPick.locator('.monaco-list-row', { hasText: 'Modern' }).first().waitFor(patience);
        await this.quickPick.locator('input').first().fill(name);
        await this.choose(name);
    }

    /** Opens a file by its name. */
    async open(name: string): Promise<void> {
        await this.page.keyboard.press('Control+P');
        await this.quickPick.locator('input').first().fill(name);
        await this.choose(name);
        await this.tab(name).waitFor(patience);
    }

    /** The tab of an open editor. */
    tab(name: string): Locator {
        return this.page.locator('.tabs-container .tab.active', { hasText: name }).first();
    }

    /** What stands above a script. */
    lens(title: string | RegExp): Locator {
        return this.page.locator('.codelens-decoration a', { hasText: title }).first();
    }

    async pressLens(title: string | RegExp): Promise<void> {
        await this.lens(title).waitFor(patience);
        await this.lens(title).click();
    }

    /** Line and column of the cursor, as the status bar has them. */
    async cursor(): Promise<string> {
        return (await this.page.locator('#status\\.editor\\.selection').first().innerText()).trim();
    }
}
