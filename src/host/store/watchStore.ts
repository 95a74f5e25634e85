import { existsSync, type FSWatcher, watch } from 'node:fs';
import path from 'node:path';
import { storePaths } from '../../records/storePaths';

/** A process takes its lock, writes its run and removes stale locks in one burst. */
const SETTLE_MS = 100;

/**
 * Calls back after a process began or ended to write runs into a store, whichever it was: each holds a lock file in the
 * store's `locks` while it does (`OwnerLock`). Costs nothing during a run, however much it writes. A store that does not
 * exist yet is noticed when it comes. Of a process that was killed it tells once whoever started it has written so to the
 * store; when that was killed with it, or where the system cannot watch, it says nothing.
 * @returns a function that ends it
 */
export function watchStore(storeFolder: string, onChange: () => void): () => void {
    let watcher: FSWatcher | undefined;
    let watched: string | undefined;
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;

    function look(): void {
        if (isOver) return;
        const before = watched;
        const old = watcher;
        // Anew each time: a folder that was removed and made again is another one.
        start();
        old?.close();
        const { locks } = storePaths(storeFolder);
        // What else happens beside a store is none of its.
        if (watched === locks || before === locks) onChange();
    }

    function start(): void {
        watcher = undefined;
        watched = nearestFolder(storeFolder);
        if (watched === undefined) return;
        try {
            watcher = watch(watched, { persistent: false }, settle);
            // The folder was removed, on Windows.
            watcher.on('error', settle);
        } catch {
            watched = undefined;
        }
    }

    function settle(): void {
        clearTimeout(timer);
        timer = setTimeout(look, SETTLE_MS);
        timer.unref();
    }

    start();
    return () => {
        isOver = true;
        clearTimeout(timer);
        watcher?.close();
    };
}

/** The locks of a store, or what has to be there before they can be. */
function nearestFolder(storeFolder: string): string | undefined {
    return [storePaths(storeFolder).locks, storeFolder, path.dirname(storeFolder)].find((folder) => existsSync(folder));
}
