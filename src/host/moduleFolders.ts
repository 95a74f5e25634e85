import path from 'node:path';

/** The folders from which a project resolves packages: its own and all above. */
export function moduleFolders(root: string): string[] {
    const parent = path.dirname(root);
    return parent === root ? [root] : [root, ...moduleFolders(parent)];
}
