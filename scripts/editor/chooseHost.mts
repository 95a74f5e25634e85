import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { newest, oldest } from './versions.mts';

/** A VS Code that takes the command line of the desktop program. */
export interface EditorHost {
    executable: string;
    /** For the reader of a test run: a pass in one is not a pass in another. */
    description: string;
    environment: NodeJS.ProcessEnv;
}

/**
 * The VS Code that tests run in: the installed one that `VSCODE_PATH` names, else with `SYNCBENCH_TEST_DOWNLOAD=1` a
 * download of the desktop program (its stable version, or the oldest that is supported), else the one from npm, in
 * headless Chromium.
 */
export async function chooseHost(age: 'newest' | 'oldest'): Promise<EditorHost> {
    const installed = process.env.VSCODE_PATH;
    if (installed && age === 'newest') {
        return { executable: installed, description: `the VS Code of VSCODE_PATH, ${installed}`, environment: {} };
    }
    if (process.env.SYNCBENCH_TEST_DOWNLOAD === '1') {
        const version = age === 'oldest' ? oldest.vscode : 'stable';
        const executable = await downloadAndUnzipVSCode({ version });
        return { executable, description: `desktop VS Code (${version}), downloaded`, environment: {} };
    }
    const { vscode, codeServer, node } = age === 'oldest' ? oldest : newest;
    return {
        executable: path.join(import.meta.dirname, 'code.mts'),
        description: `VS Code ${vscode} in headless Chromium (code-server ${codeServer}, Node ${node}); not a desktop VS Code`,
        environment: { SYNCBENCH_EDITOR: age },
    };
}
