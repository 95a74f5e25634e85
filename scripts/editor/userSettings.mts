import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What keeps the start of VS Code quiet and the editor in the middle of the window. */
const quiet = {
    'workbench.startupEditor': 'none',
    'chat.disableAIFeatures': true,
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'telemetry.telemetryLevel': 'off',
    'extensions.autoUpdate': false,
    'extensions.autoCheckUpdates': false,
    'update.mode': 'none',
    // As on the desktop; in the browser VS Code saves by itself.
    'files.autoSave': 'off',
};

/** Writes the user settings of a profile that has none yet. */
export function writeUserSettings(userData: string, settings: Record<string, unknown> = {}): void {
    const folder = path.join(userData, 'User');
    const file = path.join(folder, 'settings.json');
    if (existsSync(file)) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify({ ...quiet, ...settings }, undefined, 4));
}
