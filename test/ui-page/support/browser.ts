import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const FLAGS = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
];

/** Starts a headless Chromium: the one that `CHROME_PATH` names, else the system's. */
export async function startBrowser(): Promise<Browser> {
    const executablePath = process.env.CHROME_PATH ?? '/usr/bin/chromium';
    if (!existsSync(executablePath)) {
        throw new Error(
            `The tests of the Run panel's page need Chromium, and there is none at ${executablePath}. ` +
                'Set CHROME_PATH, or install it: npm run setup (Debian: apt-get install chromium).',
        );
    }
    return chromium.launch({ executablePath, args: FLAGS });
}
