import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
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
import { Workbench } from './Workbench.mts';

const root = path.resolve('.');

/** VS Code as a user has it: the packaged extension installed, a copy of the sample opened, nothing in a test mode. */
export class InstalledEditor {
    /** Everything that it writes lies in here. */
    readonly folder: string;
    /** The folder that its windows open. */
    readonly project: string;
    readonly #server: CodeServer;
    readonly #browser: Browser;
    readonly #context: BrowserContext;

    private constructor(
        folder: string,
        project: string,
        server: CodeServer,
        browser: Browser,
        context: BrowserContext,
    ) {
        this.folder = folder;
        this.project = project;
        this.#server = server;
        this.#browser = browser;
        this.#context = context;
    }

    /** @param makeSample makes the project that is opened, beside what the sample's task needs */
    static async start(viewport = { width: 1400, height: 900 }, makeSample = makeProject): Promise<InstalledEditor> {
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
        const project = await copySamples(folder, makeSample);
        const server = await CodeServer.start(options);
        const browser = await launchChromium();
        const context = await browser.newContext({ viewport });
        return new InstalledEditor(folder, project, server, browser, context);
    }

    /** Opens a window on the project. */
    async openWindow(): Promise<Workbench> {
        const page = await this.#context.newPage();
        // Long enough for a machine that compiles something else beside.
        page.setDefaultTimeout(120_000);
        await page.goto(this.#server.pageFor(this.project), { waitUntil: 'commit', timeout: 120_000 });
        const workbench = new Workbench(page);
        await workbench.isReady();
        return workbench;
    }

    /** Where the extension was installed: what its processes have in their command line. */
    get extensionsFolder(): string {
        return path.join(this.folder, 'extensions');
    }

    async stop(): Promise<void> {
        await this.#browser.close();
        await this.#server.stop();
        await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }
}

/** The samples side by side as in a clone, with the Node that the sample's task takes from it. */
async function copySamples(folder: string, makeSample: (folder: string) => Promise<string>): Promise<string> {
    const samples = path.join(folder, 'clone', 'samples');
    await mkdir(samples, { recursive: true });
    await writeFile(path.join(folder, 'clone', 'package.json'), '{ "private": true }');
    await symlink(path.join(root, 'node_modules'), path.join(folder, 'clone', 'node_modules'), 'dir');
    await cp(path.join(root, 'samples', 'stand-in-api'), path.join(samples, 'stand-in-api'), { recursive: true });
    return await makeSample(path.join(samples, 'github-issues'));
}
