import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const macApplications = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Chromium or Chrome: `CHROME_PATH`, else one in the PATH, else where macOS has it. */
export function findChromium(): string | undefined {
    if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
    const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
    const candidates = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
    return [...candidates, ...macApplications].find((file) => existsSync(file));
}

/** Installs Chromium and a font where Debian's apt is and this user may; throws with advice where not. */
export function installChromium(): void {
    if (findChromium()) return;
    const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    const packages = ['chromium', 'fonts-dejavu-core'];
    const commands = [
        [...asRoot, 'apt-get', 'update', '-qq'],
        [...asRoot, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages],
    ];
    for (const [command = '', ...args] of commands) {
        console.log([command, ...args].join(' '));
        const { status } = spawnSync(command, args, {
            stdio: ['ignore', 'ignore', 'inherit'],
            env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        });
        if (status !== 0) break;
    }
    if (!findChromium()) {
        throw new Error('There is no Chromium. Install Chromium or Chrome, or name one in CHROME_PATH, and try again.');
    }
}

/** Starts a Chromium that talks to nobody by itself; `HEADED=1` shows it. */
export async function launchChromium(): Promise<Browser> {
    installChromium();
    return await chromium.launch({
        executablePath: findChromium(),
        headless: process.env.HEADED !== '1',
        args: [
            // Chromium has no sandbox for root; it shows pages of this machine only.
            ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            // Older workbenches load their webviews from an origin of their own.
            '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
        ],
    });
}
