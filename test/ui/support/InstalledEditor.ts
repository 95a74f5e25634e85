import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { CodeServer, type CodeServerOptions, runCodeServer } from '../../../scripts/editor/CodeServer.mts';
import { cacheFolder } from '../../../scripts/editor/cacheFolder.mts';
import { launchChromium } from '../../../scripts/editor/chromium.mts';
import { installEditor } from '../../../scripts/editor/installEditor.mts';
import { newest } from '../../../scripts/editor/versions.mts';
import { makePackage } from '../../../scripts/package/makePackage.mts';
import { ownTarget } from '../../../scripts/package/targets.mts';
import { makeProject } from '../../vscode/support/makeProject.mts';
import { Workbench } from './Workbench';

const root = path.resolve('.');

/** VS Code as a user has it: the packaged extension installed, a copy of the sample opened, nothing in a test mode. */
export class InstalledEditor {
    private constructor(
        readonly folder: string,
        readonly project: string,
        private readonly server: CodeServer,
        private readonly options: CodeServerOptions,
        private readonly browser: Browser,
        private readonly context: BrowserContext,
    ) {}

    static async start(): Promise<InstalledEditor> {
        const folder = await mkdtemp(path.join(os.tmpdir(), 'syncbench-ui-'));
        const target = ownTarget();
        if (!target) throw new Error(`There is no package for ${process.platform}-${process.arch}.`);
        const { file } = await makePackage(target, root, folder);
        const editor = await installEditor(newest, cacheFolder(root));
        // Themes are chosen by tests, not by what the system prefers.
        const settings = { 'window.autoDetectColorScheme': false, 'window.autoDetectHighContrast': false };
        const options: CodeServerOptions = { editor, folder, settings };
        const code = runCodeServer(options, ['--install-extension', file]);
        if (code !== 0) throw new Error(`The extension could not be installed (exit code ${code}).`);
        const project = await copySamples(folder);
        const server = await CodeServer.start(options);
        const browser = await launchChromium();
        const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
        return new InstalledEditor(folder, project, server, options, browser, context);
    }

    /** Opens a window on the project. */
    async openWindow(): Promise<Workbench> {
        const page = await this.context.newPage();
        await page.goto(this.server.pageFor(this.project), { waitUntil: 'commit', timeout: 120_000 });
        const workbench = new Workbench(page);
        await workbench.isReady();
        return workbench;
    }

    /** Changes user settings beside the editor, which follows the file. */
    async changeSettings(settings: Record<string, unknown>): Promise<void> {
        const file = path.join(this.folder, 'data', 'User', 'settings.json');
        const before = JSON.parse(await readFile(file, 'utf8'));
        await writeFile(file, JSON.stringify({ ...before, ...settings }, undefined, 4));
    }

    /** Where the extension was installed: what its processes have in their command line. */
    get extensionsFolder(): string {
        return this.options.extensions ?? path.join(this.folder, 'extensions');
    }

    async stop(): Promise<void> {
        await this.browser.close();
        await this.server.stop();
        await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }
}

/** The samples side by side as in a clone, with the Node that the sample's task takes from it. */
async function copySamples(folder: string): Promise<string> {
    const samples = path.join(folder, 'clone', 'samples');
    await mkdir(samples, { recursive: true });
    await writeFile(path.join(folder, 'clone', 'package.json'), '{ "private": true }');
    await symlink(path.join(root, 'node_modules'), path.join(folder, 'clone', 'node_modules'), 'dir');
    await cp(path.join(root, 'samples', 'stand-in-api'), path.join(samples, 'stand-in-api'), { recursive: true });
    return await makeProject(path.join(samples, 'github-issues'));
}
