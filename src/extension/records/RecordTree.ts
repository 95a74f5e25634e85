import type { Disposable, Event, EventEmitter, TreeDataProvider, TreeItem } from 'vscode';
import { Disposables } from '../Disposables';
import { ContextKey } from '../ids';
import type { ScriptEntry } from '../projects/readProject';
import type { Services } from '../Services';
import { buildTree, type StoreContents } from './buildTree';
import { recordsItem, recordTooltip } from './items';
import type { ModelNode, RecordNode, RecordsIntegrationNode, RecordsNode } from './nodes';
import { RecordPages } from './RecordPages';

/** Integration, connection, model, record. Stores are read when VS Code asks for what it shows, and only then. */
export class RecordTree implements TreeDataProvider<RecordsNode>, Disposable {
    private readonly disposables = new Disposables();
    private readonly changed: EventEmitter<RecordsNode | undefined>;
    readonly onDidChangeTreeData: Event<RecordsNode | undefined>;
    private readonly pages: RecordPages;
    private current: Promise<RecordsNode[]> | undefined;

    constructor(
        private readonly services: Pick<Services, 'vscode' | 'projects' | 'engine' | 'stores' | 'log'>,
        private readonly now: () => number,
    ) {
        this.changed = this.disposables.add(new services.vscode.EventEmitter());
        this.onDidChangeTreeData = this.changed.event;
        this.pages = new RecordPages(services.engine);
    }

    async getChildren(node?: RecordsNode): Promise<RecordsNode[]> {
        if (!node) return this.roots();
        if (node.kind === 'model') return this.recordsOf(node);
        return 'children' in node ? node.children : [];
    }

    getParent(node: RecordsNode): RecordsNode | undefined {
        return node.parent;
    }

    getTreeItem(node: RecordsNode): TreeItem {
        return recordsItem(this.services.vscode, node, this.now());
    }

    resolveTreeItem(item: TreeItem, node: RecordsNode): TreeItem {
        if (node.kind === 'record') item.tooltip = recordTooltip(this.services.vscode, node.summary);
        return item;
    }

    /** Has everything read again, or what is of one store, once it is shown. */
    refresh(storeFolder?: string): void {
        this.pages.forget(storeFolder);
        this.current = undefined;
        this.changed.fire(undefined);
    }

    showMore(node: ModelNode): void {
        this.pages.more(node.project.storeFolder, node.scope);
        this.changed.fire(node);
    }

    /** The model that a sync saves, of a certain connection if it can be; else the integration; undefined without any. */
    async find(script: ScriptEntry, connectionId?: string): Promise<ModelNode | RecordsIntegrationNode | undefined> {
        const integrations = (await this.roots())
            .flatMap((node) => (node.kind === 'project' ? node.children : [node]))
            .filter((node) => node.kind === 'integration')
            .filter(({ project }) => project.storeFolder === script.project.storeFolder);
        const integration = integrations.find(({ copyText }) => copyText === script.script.integration);
        const models = integration?.children.flatMap(({ children }) => children) ?? [];
        const names = script.config?.output.map(({ name }) => name) ?? [];
        const ofConnection = (node: ModelNode) => (node.scope.connectionId === connectionId ? 0 : 1);
        const ofOutput = ({ scope }: ModelNode) => names.indexOf(scope.model);
        const [best] = models
            .filter((node) => ofOutput(node) >= 0)
            .sort((a, b) => ofConnection(a) - ofConnection(b) || ofOutput(a) - ofOutput(b));
        return best ?? integration;
    }

    /** What the stores hold, projects in their order. */
    async readStores(): Promise<StoreContents[]> {
        const { projects, engine, stores, log } = this.services;
        return Promise.all(
            (await projects.all()).map(async (project): Promise<StoreContents> => {
                stores.watch(project.storeFolder);
                try {
                    return { project, scopes: await (await engine.reader()).scopes(project.storeFolder) };
                } catch (error) {
                    log.warn(`${project.storeFolder}: ${error instanceof Error ? error.message : error}`);
                    return { project, error };
                }
            }),
        );
    }

    dispose(): void {
        this.disposables.dispose();
    }

    private roots(): Promise<RecordsNode[]> {
        if (!this.services.vscode.workspace.isTrusted) return Promise.resolve([]);
        this.current ??= this.read();
        return this.current;
    }

    private async read(): Promise<RecordsNode[]> {
        const roots = buildTree(await this.readStores());
        void this.services.vscode.commands.executeCommand('setContext', ContextKey.noRecords, roots.length === 0);
        return roots;
    }

    private async recordsOf(parent: ModelNode): Promise<RecordsNode[]> {
        const { storeFolder } = parent.project;
        try {
            const { records, hasMore } = await this.pages.shown(storeFolder, parent.scope);
            const nodes = records.map((summary): RecordNode => {
                const { id } = summary;
                const address = { storeFolder, scope: parent.scope, id };
                return { kind: 'record', parent, summary, address, copyText: id };
            });
            return hasMore ? [...nodes, { kind: 'more', parent, shown: nodes.length }] : nodes;
        } catch (error) {
            return [{ kind: 'problem', parent, error, id: JSON.stringify([storeFolder, parent.scope]) }];
        }
    }
}
