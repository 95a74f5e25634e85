import type { TreeItem } from 'vscode';
import { placeCommand } from '../errors/placeCommand';
import { listingFile } from '../projects/readProject';
import type { VSCode } from '../vscodeTypes';
import type { FindingNode, IntegrationNode, MoreFindingsNode, ProjectNode } from './nodes';

/** A project with more scripts than this begins with its integrations closed. */
const MANY_SCRIPTS = 50;

export function projectItem(vscode: VSCode, { project }: ProjectNode): TreeItem {
    const item = new vscode.TreeItem(project.name, vscode.TreeItemCollapsibleState.Expanded);
    item.id = project.project.root;
    item.contextValue = project.project.form === 'classic' ? 'project' : 'project.zeroYaml';
    item.iconPath = new vscode.ThemeIcon('folder');
    item.tooltip = project.project.root;
    // VS Code has a screen reader say the tooltip in the place of the label.
    item.accessibilityInformation = { label: vscode.l10n.t('Project {0}', project.name) };
    return item;
}

export function integrationItem(vscode: VSCode, { project, scripts, copyText: id }: IntegrationNode): TreeItem {
    const { TreeItemCollapsibleState: State, l10n } = vscode;
    const state = project.scripts.length > MANY_SCRIPTS ? State.Collapsed : State.Expanded;
    const item = new vscode.TreeItem(id, scripts.length === 0 ? State.None : state);
    item.id = JSON.stringify([project.project.root, id]);
    item.contextValue = 'integration';
    item.iconPath = new vscode.ThemeIcon('plug');
    const none = l10n.t('no scripts');
    const count = scripts.length === 1 ? l10n.t('1 script') : l10n.t('{0} scripts', scripts.length);
    if (scripts.length === 0) item.description = none;
    item.tooltip = count;
    const said = scripts.length === 0 ? none : count;
    item.accessibilityInformation = { label: `${l10n.t('Integration {0}', id)}, ${said}` };
    return item;
}

export function findingItem(vscode: VSCode, { project, finding }: FindingNode): TreeItem {
    const { l10n } = vscode;
    const item = new vscode.TreeItem(finding.message, vscode.TreeItemCollapsibleState.None);
    const { line = 1, column = 1 } = finding.location ?? {};
    item.id = JSON.stringify([project.project.root, 'finding', finding.code, line, column, finding.message]);
    item.description = l10n.t('nango.yaml, line {0}', line);
    item.contextValue = 'finding';
    item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    item.tooltip = finding.advice ? `${finding.message}\n${finding.advice}` : finding.message;
    item.command = placeCommand(vscode, finding.location ?? { file: listingFile(project.project) });
    item.accessibilityInformation = { label: l10n.t('Error in {0}: {1}', item.description, finding.message) };
    return item;
}

export function moreFindingsItem(vscode: VSCode, { project, count }: MoreFindingsNode): TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('{0} more errors', count), vscode.TreeItemCollapsibleState.None);
    item.id = JSON.stringify([project.project.root, 'moreFindings']);
    item.contextValue = 'finding';
    item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    item.command = placeCommand(vscode, { file: listingFile(project.project) });
    return item;
}
