import { TreeItemCollapsibleState } from './values';

interface Item {
    label: string;
    description?: string;
    iconPath?: { id: string };
    collapsibleState: number;
}

export interface TreeProvider {
    getChildren(node?: unknown): unknown;
    getTreeItem(node: unknown): unknown;
    onDidChangeTreeData(listener: () => void): unknown;
}

/** A tree as it stands on the screen: `icon label | description`, two spaces deeper per level, `+` where it is closed. */
export async function renderTree(provider: TreeProvider, open: (label: string) => boolean): Promise<string> {
    const lines: string[] = [];
    const visit = async (node: unknown, depth: number): Promise<void> => {
        for (const child of (await provider.getChildren(node)) as unknown[]) {
            const item = (await provider.getTreeItem(child)) as Item;
            const { Collapsed, Expanded } = TreeItemCollapsibleState;
            const isOpen = item.collapsibleState === Expanded || open(item.label);
            const mark = item.collapsibleState === Collapsed && !isOpen ? ' +' : '';
            const description = item.description ? ` | ${item.description}` : '';
            lines.push(`${'  '.repeat(depth)}(${item.iconPath?.id}) ${item.label}${description}${mark}`);
            if (isOpen && item.collapsibleState !== TreeItemCollapsibleState.None) await visit(child, depth + 1);
        }
    };
    await visit(undefined, 0);
    return lines.join('\n');
}
