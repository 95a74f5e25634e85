// `npm run setup`: installs what the editor tests and `npm run try` need and npm's `npm ci` does not bring: Chromium
// (through apt, where it is missing) and VS Code from npm, the newest and the oldest supported. A second call does nothing.
import path from 'node:path';
import { cacheFolder } from './editor/cacheFolder.mts';
import { findChromium, installChromium } from './editor/chromium.mts';
import { installEditor } from './editor/installEditor.mts';
import { newest, oldest } from './editor/versions.mts';

const cache = cacheFolder(path.dirname(import.meta.dirname));
installChromium();
console.log(`Chromium: ${findChromium()}`);
for (const version of [newest, oldest]) {
    const { entry } = await installEditor(version, cache);
    console.log(`VS Code ${version.vscode}: ${entry}`);
}
