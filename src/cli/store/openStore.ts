import path from 'node:path';
import { locateProject } from '../../host/locateProject';
import { RecordStore } from '../../records';

/** The flags by which a command finds its store. */
export interface StoreFlags {
    project?: string;
    store?: string;
}

/** The store's folder in a project. */
const STORE_FOLDER = '.syncbench';

/** Opens the store that `--store` names, else the project's own, for reading; the caller closes it. */
export async function openStore(flags: StoreFlags, cwd: string): Promise<RecordStore> {
    return RecordStore.open(await storeFolder(flags, cwd), { readOnly: true });
}

async function storeFolder({ store, project }: StoreFlags, cwd: string): Promise<string> {
    if (store !== undefined) return path.resolve(cwd, store);
    const { root } = await locateProject(path.resolve(cwd, project ?? '.'));
    return path.join(root, STORE_FOLDER);
}
