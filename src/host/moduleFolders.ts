import { realpathSync } from 'node:fs';
import path from 'node:path';

/** The folders from which a project resolves packages: its own and all above. */
export function moduleFolders(root: string): string[] {
    const parent = path.dirname(root);
    return parent === root ? [root] : [root, ...moduleFolders(parent)];
}

/** The `node_modules` of those folders, and where they really lie: one may be a link to another project's. */
export function packageFolders(root: string): string[] {
    return moduleFolders(root).flatMap((folder) => {
        const packages = path.join(folder, 'node_modules');
        const real = realPath(packages);
        return real === undefined || real === packages ? [packages] : [packages, real];
    });
}

function realPath(folder: string): string | undefined {
    try {
        return realpathSync(folder);
    } catch {
        return undefined;
    }
}
