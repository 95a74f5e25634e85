import path from 'node:path';
import { type Connection, DidChangeWatchedFilesNotification, type Disposable } from 'vscode-languageserver';
import { connectionFolders } from '../../core/connection/connectionFolders';
import type { Project } from '../../core/project';
import { uriOf } from './uris';

/**
 * Has the editor watch the projects' private connection files. Its watcher of the workspace leaves `.syncbench` out, where
 * runs write all the time; a pattern without a folder in it brings one that only looks at the files of one, and tells of the
 * folder itself when that comes or goes.
 */
export class PrivateFolders {
    private watched: string | undefined;
    private registration: Promise<Disposable> | undefined;

    constructor(private readonly client: Connection['client']) {}

    /** Watches those of these projects from now on, and no others. */
    watch(projects: readonly Project[]): void {
        const folders = projects
            .flatMap((project) => connectionFolders(project, path))
            .filter(({ isShared }) => !isShared)
            .map(({ folder }) => uriOf(folder));
        const wanted = [...new Set(folders)].sort().join('\n');
        if (wanted === (this.watched ?? '')) return;
        this.watched = wanted;
        const before = this.registration;
        const watchers = folders.map((baseUri) => ({ globPattern: { baseUri, pattern: '*' } }));
        this.registration = this.client.register(DidChangeWatchedFilesNotification.type, { watchers });
        this.registration.catch(() => undefined);
        void before?.then((earlier) => earlier.dispose()).catch(() => undefined);
    }
}
