import type { RecordScope } from '../../records/types';
import type { ProjectEntry } from '../projects/readProject';
import type { ConnectionNode, ModelNode, ProblemNode, RecordsIntegrationNode, RecordsProjectNode } from './nodes';

export interface ScopeCount {
    scope: RecordScope;
    live: number;
    deleted: number;
}

/** A project's store: what it holds, or why it could not be read. */
export type StoreContents = { project: ProjectEntry } & ({ scopes: ScopeCount[] } | { error: unknown });

/** The tree down to the models. A project that has no records is left out, and projects show only when they are several. */
export function buildTree(
    stores: readonly StoreContents[],
): (RecordsProjectNode | RecordsProjectNode['children'][0])[] {
    if (stores.length === 1) return childrenOf(stores[0]!, undefined);
    return stores
        .map((store) => {
            const node: RecordsProjectNode = {
                kind: 'project',
                parent: undefined,
                project: store.project,
                children: [],
            };
            node.children = childrenOf(store, node);
            return node;
        })
        .filter(({ children }) => children.length > 0);
}

function childrenOf(
    store: StoreContents,
    parent: RecordsProjectNode | undefined,
): (RecordsIntegrationNode | ProblemNode)[] {
    const { project } = store;
    if ('error' in store) return [{ kind: 'problem', parent, error: store.error, id: project.storeFolder }];
    return [...grouped(store.scopes, ({ scope }) => scope.integration)].map(([integration, ofIntegration]) => {
        const node: RecordsIntegrationNode = {
            kind: 'integration',
            parent,
            project,
            copyText: integration,
            children: [],
        };
        const connections = grouped(ofIntegration, ({ scope }) => scope.connectionId);
        node.children = [...connections].map(([id, scopes]) => connectionNode(node, id, scopes));
        return node;
    });
}

function connectionNode(parent: RecordsIntegrationNode, id: string, scopes: ScopeCount[]): ConnectionNode {
    const { project } = parent;
    const node: ConnectionNode = { kind: 'connection', parent, project, copyText: id, children: [] };
    node.children = scopes.map(({ scope, live, deleted }): ModelNode => {
        return { kind: 'model', parent: node, project, scope, live, deleted, copyText: scope.model };
    });
    return node;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
    const groups = new Map<string, T[]>();
    for (const item of items) {
        const group = groups.get(keyOf(item));
        if (group) group.push(item);
        else groups.set(keyOf(item), [item]);
    }
    return groups;
}
