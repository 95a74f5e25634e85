import { once } from 'node:events';
import { CodeServer, type CodeServerOptions, runCodeServer } from '../editor/CodeServer.mts';
import { cacheFolder } from '../editor/cacheFolder.mts';
import { installEditor } from '../editor/installEditor.mts';
import { newest } from '../editor/versions.mts';

export interface TrialInBrowser {
    root: string;
    vsix: string;
    /** Where the profile is kept. */
    folder: string;
    project: string;
    steps: string;
}

/** Serves VS Code with the extension installed, says where, and resolves when it was ended by Ctrl+C. */
export async function openInBrowser({ root, vsix, folder, project, steps }: TrialInBrowser): Promise<void> {
    const editor = await installEditor(newest, cacheFolder(root));
    const options: CodeServerOptions = { editor, folder };
    const installed = runCodeServer(options, ['--install-extension', vsix, '--force']);
    if (installed !== 0) throw new Error(`The extension could not be installed (exit code ${installed}).`);
    const server = await CodeServer.start(options);
    const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    console.log(`\nOpen  ${server.pageFor(project)}\n${steps}`);
    await Promise.race([interrupted, once(server.process, 'exit')]);
    await server.stop();
}
