import type { CancellationToken, Disposable, Event, EventEmitter, TreeDataProvider, TreeItem } from 'vscode';
import { Disposables } from '../Disposables';
import type { ProjectEntry, ScriptEntry } from '../projects/readProject';
import type { LiveRun } from '../runs/LiveRun';
import type { Services } from '../Services';
import { findingItem, integrationItem, moreFindingsItem, projectItem } from './items';
import type {
    FindingNode,
    IntegrationNode,
    IntegrationsNode,
    MoreFindingsNode,
    ProjectNode,
    ScriptNode,
} from './nodes';
import { ScriptResults } from './ScriptResults';
import { scriptItem } from './scriptItem';
import { scriptTooltip } from './scriptTooltip';

/** A file with more mistakes than this has the rest counted. */
const MOST_FINDINGS = 20;

type Shared = Pick<Services, 'vscode' | 'projects' | 'runs' | 'results'>;

/**
 * Project, integration, script, with how each script's last run ended. Children are made when their parent opens, and
 * a run has only its own script drawn again, so that a project of thousands of scripts costs what is on the screen.
 */
export class IntegrationTree implements TreeDataProvider<IntegrationsNode>, Disposable {
    private readonly disposables = new Disposables();
    private readonly changed: EventEmitter<IntegrationsNode[] | undefined>;
    readonly onDidChangeTreeData: Event<IntegrationsNode[] | undefined>;
    private readonly results: ScriptResults;
    /** The scripts that have been drawn, by key. */
    private readonly drawn = new Map<string, ScriptNode>();

    constructor(private readonly services: Shared) {
        const { vscode, projects, runs, results } = services;
        this.changed = this.disposables.add(new vscode.EventEmitter());
        this.onDidChangeTreeData = this.changed.event;
        this.results = new ScriptResults(services);
        this.disposables.add(projects.onDidChange(() => this.changed.fire(undefined)));
        this.disposables.add(runs.onDidChangeCalmly((run) => this.follow(run)));
        this.disposables.add(results.onDidChange(() => void this.loadResults([...this.drawn.values()])));
    }

    async getChildren(node?: IntegrationsNode): Promise<IntegrationsNode[]> {
        if (!node) return this.roots();
        if (node.kind === 'project') return childrenOf(node.project, node);
        if (node.kind === 'integration') return this.scriptsOf(node);
        return [];
    }

    getParent(node: IntegrationsNode): IntegrationsNode | undefined {
        return node.kind === 'project' ? undefined : node.parent;
    }

    getTreeItem(node: IntegrationsNode): TreeItem {
        const { vscode } = this.services;
        switch (node.kind) {
            case 'project':
                return projectItem(vscode, node);
            case 'integration':
                return integrationItem(vscode, node);
            case 'script':
                return scriptItem(vscode, node.script, this.results.describe(node.script));
            case 'finding':
                return findingItem(vscode, node);
            case 'moreFindings':
                return moreFindingsItem(vscode, node);
        }
    }

    /** What a script's tooltip says is put together when somebody points at it. */
    resolveTreeItem(item: TreeItem, node: IntegrationsNode, _token?: CancellationToken): TreeItem {
        if (node.kind === 'script') {
            item.tooltip = scriptTooltip(this.services.vscode, node.script, this.results.describe(node.script));
        }
        return item;
    }

    dispose(): void {
        this.disposables.dispose();
    }

    private async roots(): Promise<IntegrationsNode[]> {
        const projects = await this.services.projects.all();
        this.drawn.clear();
        if (projects.length > 1) return projects.map((project): ProjectNode => ({ kind: 'project', project }));
        return projects.flatMap((project) => childrenOf(project, undefined));
    }

    private scriptsOf(parent: IntegrationNode): ScriptNode[] {
        const nodes = parent.scripts.map((script): ScriptNode => {
            return { kind: 'script', script, parent, copyText: script.script.name };
        });
        for (const node of nodes) this.drawn.set(node.script.key, node);
        // The tree does not wait for the stores.
        void this.loadResults(nodes);
        return nodes;
    }

    private follow(run: LiveRun): void {
        if (run.state === 'finished') this.results.note(run);
        const node = this.drawn.get(run.script.key);
        if (node) this.changed.fire([node]);
    }

    private async loadResults(nodes: ScriptNode[]): Promise<void> {
        const different = await this.results.load(nodes);
        // Since then, the tree may have been drawn anew.
        const shown = different.filter((node) => this.drawn.get(node.script.key) === node);
        if (shown.length > 0) this.changed.fire(shown);
    }
}

function childrenOf(project: ProjectEntry, parent: ProjectNode | undefined): IntegrationsNode[] {
    const errors = project.findings.filter(({ severity }) => severity === 'error');
    const listed = errors.slice(0, MOST_FINDINGS).map((finding): FindingNode => {
        return { kind: 'finding', project, parent, finding };
    });
    const rest = errors.length - listed.length;
    const more: MoreFindingsNode[] = rest > 0 ? [{ kind: 'moreFindings', project, parent, count: rest }] : [];
    const scripts = new Map<string, ScriptEntry[]>(project.integrations.map(({ id }) => [id, []]));
    for (const entry of project.scripts) {
        const { integration } = entry.script;
        // Without a nango.yaml, the scripts are all that tells which integrations there are.
        if (!scripts.has(integration)) scripts.set(integration, []);
        scripts.get(integration)!.push(entry);
    }
    const integrations = [...scripts].map(([id, ofIntegration]): IntegrationNode => {
        return { kind: 'integration', project, parent, scripts: ofIntegration, copyText: id };
    });
    return [...listed, ...more, ...integrations];
}
