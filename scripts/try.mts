// `npm run try`: the packaged extension, installed into a VS Code of its own, on the sample project. The desktop program if
// `code` is in the PATH (and SYNCBENCH_TRY is not `browser`), else VS Code from npm in the browser. Ctrl+C ends it all.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { makePackage } from './package/makePackage.mts';
import { ownTarget } from './package/targets.mts';
import { openDesktop } from './try/openDesktop.mts';
import { openInBrowser } from './try/openInBrowser.mts';

const root = path.dirname(import.meta.dirname);
const target = ownTarget();
if (!target) throw new Error(`There is no package for ${process.platform}-${process.arch}.`);
const folder = path.join(root, '.vscode-test', 'try');
const { file: vsix } = await makePackage(target, root, folder);
const project = path.join(root, 'samples', 'github-issues');

const steps = `
  1. Press F1, choose exactly "Tasks: Run Task", then "Start Stand-in API": an API on this machine that the sample talks to.
  2. Open github/syncs/issues.ts and press "Run Sync" above the function, or Shift+Alt+R (on a Mac Ctrl+Alt+R). Take the connection "demo".
  3. The view Run shows the log and every HTTP call; 1,000 records are kept. After another run all are unchanged.
  4. The Syncbench icon in the activity bar lists scripts and records; a record opens as JSON.

Ctrl+C here ends everything.`;

const code = process.env.SYNCBENCH_TRY === 'browser' ? undefined : findCode();
if (code) await openDesktop({ code, vsix, folder, project, steps });
else await openInBrowser({ root, vsix, folder, project, steps });

function findCode(): string | undefined {
    const names = process.platform === 'win32' ? ['code.cmd', 'code.exe'] : ['code'];
    const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
    return folders.flatMap((each) => names.map((name) => path.join(each, name))).find((file) => existsSync(file));
}
