import type { QuickPickItem } from 'vscode';
import { UserError } from '../../core/findings/UserError';
import type { ProjectEntry } from '../projects/readProject';
import { recordsText } from '../results/describeResult';
import type { Services } from '../Services';
import type { ScopeCount } from './buildTree';
import type { RecordsNode } from './nodes';
import type { RecordTree } from './RecordTree';

/** Records of one scope, in the store of one project. */
export type ScopeOfProject = ScopeCount & { project: ProjectEntry };

/** The scopes that a command is about: those under its node, else one that the person picks. Empty when none was. */
export async function pickModels(
    services: Pick<Services, 'vscode'>,
    tree: RecordTree,
    node: RecordsNode | undefined,
    title: string,
): Promise<ScopeOfProject[]> {
    if (node?.kind === 'model') return [node];
    if (node?.kind === 'connection') return node.children;
    if (node?.kind === 'integration') return node.children.flatMap(({ children }) => children);
    const { vscode } = services;
    const stores = await tree.readStores();
    const failed = stores.find((store) => 'error' in store);
    const scopes = stores.flatMap((store) =>
        'scopes' in store ? store.scopes.map((count) => ({ ...count, project: store.project })) : [],
    );
    if (scopes.length === 0 && failed && 'error' in failed) throw failed.error;
    if (scopes.length === 0) {
        throw new UserError('no_record', vscode.l10n.t('There are no records yet.'), {
            advice: vscode.l10n.t('Run a sync; what it saves is kept.'),
        });
    }
    const hasSeveralProjects = stores.length > 1;
    const items = scopes.map((scope): QuickPickItem & { scope: ScopeOfProject } => ({
        scope,
        label: modelName(scope),
        iconPath: new vscode.ThemeIcon('database'),
        description: `${scope.scope.integration}, ${scope.scope.connectionId}`,
        detail: [recordsText(vscode, scope.live), ...(hasSeveralProjects ? [scope.project.name] : [])].join(', '),
    }));
    const chosen = await vscode.window.showQuickPick(items, {
        title,
        placeHolder: vscode.l10n.t('Records of which model?'),
        matchOnDescription: true,
    });
    return chosen ? [chosen.scope] : [];
}

/** `Issue`, `Issue (acme)` for a variant. */
export function modelName({ scope }: Pick<ScopeCount, 'scope'>): string {
    return scope.variant === 'base' ? scope.model : `${scope.model} (${scope.variant})`;
}
