import type { Disposable, Event, EventEmitter } from 'vscode';
import { Disposables } from '../Disposables';
import type { RunService } from '../runs/RunService';
import type { VSCode } from '../vscodeTypes';

/** Notices that a terminal or another window ran something, in the stores that somebody here has read. */
export class WatchedStores implements Disposable {
    private readonly disposables = new Disposables();
    private readonly changed: EventEmitter<string>;
    /** Fires with the store's folder; not for the runs of this window, which tell of themselves. */
    readonly onDidChange: Event<string>;
    private readonly watched = new Set<string>();

    constructor(
        vscode: VSCode,
        private readonly runs: RunService,
    ) {
        this.changed = this.disposables.add(new vscode.EventEmitter<string>());
        this.onDidChange = this.changed.event;
    }

    /** Notices what happens to a store from now on; once more changes nothing. */
    watch(storeFolder: string): void {
        if (this.watched.has(storeFolder)) return;
        this.watched.add(storeFolder);
        void this.begin(storeFolder);
    }

    private async begin(storeFolder: string): Promise<void> {
        const { watchStore } = await import('../../host/store/watchStore');
        const end = watchStore(storeFolder, () => {
            const current = this.runs.current?.script.project.storeFolder;
            if (current !== storeFolder) this.changed.fire(storeFolder);
        });
        this.disposables.add({ dispose: end });
    }

    dispose(): void {
        this.disposables.dispose();
    }
}
