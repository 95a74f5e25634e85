import { statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../../core/findings/UserError';
import { RecordStore } from '../../records';

/** A store that was not asked for anything is closed after this, so that its folder can be removed on any system. */
const IDLE_MS = 3_000;

interface Open {
    store: RecordStore;
    /** Which file it is, however often its name is given to another. */
    identity: string;
    timer: NodeJS.Timeout;
}

/** The stores that are being read. What runs write meanwhile is seen; a store that was replaced is opened anew. */
export class OpenStores {
    private readonly open = new Map<string, Open>();

    /** Reads a store; `empty` is what there is in one that does not exist. @throws UserError */
    read<T>(folder: string, empty: T, work: (store: RecordStore) => T): T {
        const identity = identityOf(folder);
        if (identity === undefined) {
            this.close(folder);
            return empty;
        }
        try {
            return work(this.store(folder, identity));
        } catch (error) {
            if (error instanceof UserError && error.code === 'store_not_found') return empty;
            if (!(error instanceof UserError) || error.code === 'store_damaged') this.close(folder);
            throw error;
        }
    }

    /** Reads what a store has of a run, which is known to have been written. @throws UserError `store_gone` and others */
    readRun<T>(folder: string, work: (store: RecordStore) => T): T {
        const found = this.read<{ what: T } | undefined>(folder, undefined, (store) => ({ what: work(store) }));
        if (found) return found.what;
        throw new UserError('store_gone', `The run was saved in ${folder}, which was moved or deleted.`, {
            advice: 'Put it back, or run the script again.',
        });
    }

    private store(folder: string, identity: string): RecordStore {
        const known = this.open.get(folder);
        if (known?.identity === identity) {
            known.timer.refresh();
            return known.store;
        }
        this.close(folder);
        const store = RecordStore.open(folder, { readOnly: true });
        this.open.set(folder, { store, identity, timer: setTimeout(() => this.close(folder), IDLE_MS) });
        return store;
    }

    private close(folder: string): void {
        const open = this.open.get(folder);
        if (!open) return;
        clearTimeout(open.timer);
        this.open.delete(folder);
        open.store.close();
    }
}

function identityOf(folder: string): string | undefined {
    const file = statSync(path.join(folder, 'store.sqlite'), { bigint: true, throwIfNoEntry: false });
    return file && `${file.dev}:${file.ino}:${file.birthtimeNs}`;
}
