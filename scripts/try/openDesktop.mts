import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeUserSettings } from '../editor/userSettings.mts';

export interface TrialOnDesktop {
    /** The command-line program of VS Code. */
    code: string;
    vsix: string;
    /** Where the profile is kept. */
    folder: string;
    project: string;
    steps: string;
}

/** Opens the desktop VS Code with a profile of its own, and resolves when its window is closed, or at Ctrl+C. */
export async function openDesktop({ code, vsix, folder, project, steps }: TrialOnDesktop): Promise<void> {
    const userData = path.join(folder, 'desktop-data');
    writeUserSettings(userData);
    const profile = ['--user-data-dir', userData, '--extensions-dir', path.join(folder, 'desktop-extensions')];
    const shell = process.platform === 'win32';
    const { status } = spawnSync(code, [...profile, '--install-extension', vsix, '--force'], {
        stdio: 'inherit',
        shell,
    });
    if (status !== 0) throw new Error(`The extension could not be installed (exit code ${status}).`);
    const window = spawn(code, [...profile, '--new-window', '--wait', '--disable-workspace-trust', project], {
        stdio: 'ignore',
        shell,
    });
    console.log(`\nVS Code opens on ${project}\n${steps}`);
    const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    await Promise.race([interrupted, once(window, 'exit')]);
    window.kill();
    endEditor(userData);
}

/** The window is no child of the program that opened it; VS Code writes its id into the profile. */
function endEditor(userData: string): void {
    try {
        process.kill(Number(readFileSync(path.join(userData, 'code.lock'), 'utf8')));
    } catch {
        // It has ended by itself.
    }
}
