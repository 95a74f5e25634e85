#!/usr/bin/env node
// Speaks the command line of a desktop `code`, as @vscode/test-electron and others start it, and answers with VS Code
// from npm: code-server and a headless Chromium. SYNCBENCH_EDITOR=oldest takes the oldest version that is supported.
// The exit code is that of the extension tests: 0 when they passed.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { format } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { CodeServer, type CodeServerOptions, runCodeServer } from './CodeServer.mts';
import { cacheFolder } from './cacheFolder.mts';
import { launchChromium } from './chromium.mts';
import { installEditor } from './installEditor.mts';
import { type CodeFlags, parseCodeFlags } from './parseCodeFlags.mts';
import { newest, oldest } from './versions.mts';

const timeoutMs = Number(process.env.SYNCBENCH_EDITOR_TIMEOUT_MS ?? 600_000);
/** What the workbench itself says on the channel of the tests. */
const noise =
    /^\[(ChatModel|AgentHost|AccountPolicy|reconnection-|Service Worker)|additional builtin extensions|workbench contribution|Could not locate the bindings file|native-watchdog|connection token|^Creating a socket|MCP environment|^\s+at .*\/static\/out\/vs\/|^\s*$/m;

const root = path.dirname(path.dirname(import.meta.dirname));
const flags = parseCodeFlags(process.argv.slice(2));
const folder = mkdtempSync(path.join(os.tmpdir(), 'syncbench-code-'));
try {
    process.exitCode = await main();
} finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

async function main(): Promise<number> {
    const options: CodeServerOptions = {
        editor: await installEditor(process.env.SYNCBENCH_EDITOR === 'oldest' ? oldest : newest, cacheFolder(root)),
        folder,
        userData: flags.userData,
        extensions: flags.extensions,
        workspaceTrust: !flags.disableWorkspaceTrust,
        smokeTestDriver: true,
    };
    if (flags.commands.length > 0) return runCodeServer(options, flags.commands);
    const server = await CodeServer.start(options);
    let browser: Browser | undefined;
    try {
        browser = await launchChromium();
        return await openWindow(server, browser, options);
    } finally {
        await browser?.close();
        await server.stop();
    }
}

/** Opens the page; resolves with the tests' exit code, or one of the shim's own when they cannot go on. */
async function openWindow(server: CodeServer, browser: Browser, { editor }: CodeServerOptions): Promise<number> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
    const page = await context.newPage();
    const ended = new Promise<number>((resolve, reject) => {
        page.on('crash', () => reject(new Error('The page crashed.')));
        browser.on('disconnected', () => reject(new Error('Chromium ended.')));
        server.process.on('exit', () => reject(new Error('code-server ended.')));
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(130));
        setTimeout(() => reject(new Error(`The tests took longer than ${timeoutMs} ms.`)), timeoutMs).unref();
        page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    });
    ended.catch(() => {});
    await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
        const line = format(...args);
        if (!noise.test(line)) console.log(line);
    });
    if (!editor.version.hasSmokeTestOption) await enableSmokeTestDriver(page, server.url);
    // The tests have a limit of their own; a busy machine may take long to show the page.
    await page.goto(server.pageFor(flags.workspace, payload(flags, server.url)), {
        waitUntil: 'commit',
        timeout: timeoutMs,
    });
    return await ended;
}

/** What the page is to load from the disk of the server, named as the server's files. */
function payload(flags: CodeFlags, serverUrl: string): [string, string][] {
    const uri = (file: string) => `vscode-remote://${new URL(serverUrl).host}${path.resolve(file)}`;
    const entries = flags.extensionDevelopmentPath.map((file): [string, string] => [
        'extensionDevelopmentPath',
        uri(file),
    ]);
    if (flags.extensionTestsPath) entries.push(['extensionTestsPath', uri(flags.extensionTestsPath)]);
    return entries;
}

/** Before 4.118 there is no option for it: the served document is changed instead. */
async function enableSmokeTestDriver(page: Page, serverUrl: string): Promise<void> {
    await page.route(
        (url) => url.origin === serverUrl && url.pathname === '/',
        async (route) => {
            const response = await route.fetch();
            const marker = '&quot;developmentOptions&quot;:{';
            const body = (await response.text()).replace(marker, `${marker}&quot;enableSmokeTestDriver&quot;:true,`);
            await route.fulfill({ response, body });
        },
    );
}
