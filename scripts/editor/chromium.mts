import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Chromium without a window of its own around the page: the same engine for less than half of the work. */
const headlessShells = ['chromium-headless-shell', 'chrome-headless-shell'];
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const macApplications = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const disabledFeatures = [
    // Older workbenches load their webviews from an origin of their own.
    'LocalNetworkAccessChecks',
    'LocalNetworkAccessChecksWebSockets',
    // A whole Chromium draws parts of its window as pages, in a process of their own for each context.
    'PreloadTopChromeWebUI',
    'InitialWebUI',
    'WebUIReloadButton',
    'WebUIToolbar',
    'WebUIOmniboxPopup',
];

const isHeaded = () => process.env.HEADED === '1';

/** `CHROME_PATH`, else a headless shell in the PATH, else Chromium or Chrome in the PATH or where macOS has it. */
export function findChromium(): string | undefined {
    if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
    return findHeadlessShell() ?? [...inPath(names), ...macApplications].find((file) => existsSync(file));
}

function findHeadlessShell(): string | undefined {
    return isHeaded() ? undefined : inPath(headlessShells).find((file) => existsSync(file));
}

function inPath(programs: string[]): string[] {
    const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
    return folders.flatMap((folder) => programs.map((name) => path.join(folder, name)));
}

/**
 * Installs the headless shell where Debian's apt is and this user may, else Chromium where there is none; throws with
 * advice where there is none after that.
 */
export function installChromium(): void {
    if (process.env.CHROME_PATH || findHeadlessShell()) return;
    if (!isHeaded()) aptInstall(headlessShellPackage());
    if (!findChromium()) aptInstall('chromium');
    if (!findChromium()) {
        throw new Error('There is no Chromium. Install Chromium or Chrome, or name one in CHROME_PATH, and try again.');
    }
}

/** The version that fits an installed Chromium, with which it shares files: that one must not change by this. */
function headlessShellPackage(): string {
    const query = spawnSync('dpkg-query', ['--show', '--showformat', `\${Version}`, 'chromium-common']);
    const installed = query.status === 0 ? query.stdout.toString().trim() : '';
    return installed ? `chromium-headless-shell=${installed}` : 'chromium-headless-shell';
}

/** With a font, as nothing is shown without; asks for new lists only when the package is not in those there are. */
function aptInstall(packageName: string): boolean {
    const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
    const apt = ([command = '', ...args]: string[]): boolean => {
        const { status } = spawnSync(command, args, {
            stdio: 'ignore',
            env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
        });
        return status === 0;
    };
    const packages = [packageName, 'fonts-dejavu-core'];
    const install = [...asRoot, 'apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages];
    console.log(install.join(' '));
    return apt(install) || (apt([...asRoot, 'apt-get', 'update', '-qq']) && apt(install));
}

/** Starts a Chromium that talks to nobody by itself; `HEADED=1` shows it. */
export async function launchChromium(): Promise<Browser> {
    if (!findChromium()) installChromium();
    return await chromium.launch({
        executablePath: findChromium(),
        headless: !isHeaded(),
        args: [
            // Chromium has no sandbox for root; it shows pages of this machine only.
            ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            `--disable-features=${disabledFeatures.join(',')}`,
        ],
    });
}
