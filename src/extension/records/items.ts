import type { TreeItem } from 'vscode';
import { UserError } from '../../core/findings/UserError';
import type { LastAction } from '../../records/types';
import { placeCommand } from '../errors/placeCommand';
import { Command } from '../ids';
import { recordsText } from '../results/describeResult';
import { groupedNumber } from '../results/groupedNumber';
import { relativeTime } from '../results/relativeTime';
import { editorTerms } from '../runs/with/editorTerms';
import { namedSetting, OPEN_SETTINGS } from '../settings/namedSetting';
import type { VSCode } from '../vscodeTypes';
import type { GroupNode, ModelNode, MoreNode, ProblemNode, RecordNode, RecordsNode } from './nodes';
import { recordUri, scopeKey } from './recordUri';

const GROUP_ICONS: Record<GroupNode['kind'], string> = { project: 'folder', integration: 'plug', connection: 'key' };
/** Shape and colour of what happened to a record last, as in a comparison. */
const ACTION_ICONS: Record<LastAction, [icon: string, color: string]> = {
    ADDED: ['diff-added', 'gitDecoration.addedResourceForeground'],
    UPDATED: ['diff-modified', 'gitDecoration.modifiedResourceForeground'],
    DELETED: ['diff-removed', 'gitDecoration.deletedResourceForeground'],
};

/** A node as a line of the tree; `now` in milliseconds since the epoch. */
export function recordsItem(vscode: VSCode, node: RecordsNode, now: number): TreeItem {
    switch (node.kind) {
        case 'model':
            return modelItem(vscode, node);
        case 'record':
            return recordItem(vscode, node, now);
        case 'more':
            return moreItem(vscode, node);
        case 'problem':
            return problemItem(vscode, node);
        default:
            return groupItem(vscode, node);
    }
}

/** `added`, `updated`, `deleted` */
export function actionText({ l10n }: Pick<VSCode, 'l10n'>, action: LastAction): string {
    if (action === 'ADDED') return l10n.t('added');
    return action === 'UPDATED' ? l10n.t('updated') : l10n.t('deleted');
}

function groupItem(vscode: VSCode, node: GroupNode): TreeItem {
    const label = node.kind === 'project' ? node.project.name : node.copyText;
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    item.id = JSON.stringify(pathOf(node));
    item.contextValue = node.kind === 'integration' ? 'integration.records' : node.kind;
    item.iconPath = new vscode.ThemeIcon(GROUP_ICONS[node.kind]);
    if (node.kind === 'connection') item.tooltip = vscode.l10n.t('Connection {0}', label);
    else item.tooltip = node.kind === 'project' ? node.project.project.root : vscode.l10n.t('Integration {0}', label);
    // A screen reader says the tooltip in the place of the label, unless there is this.
    if (node.kind === 'project') item.accessibilityInformation = { label: vscode.l10n.t('Project {0}', label) };
    return item;
}

function pathOf(node: GroupNode): string[] {
    const above = node.parent ? pathOf(node.parent) : [node.project.storeFolder];
    return node.kind === 'project' ? above : [...above, node.copyText];
}

function modelItem(vscode: VSCode, { project, scope, live, deleted }: ModelNode): TreeItem {
    const { l10n, env } = vscode;
    const label = scope.variant === 'base' ? scope.model : `${scope.model} (${scope.variant})`;
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = scopeKey(project.storeFolder, scope);
    item.contextValue = 'model';
    item.iconPath = new vscode.ThemeIcon('database');
    const counts = [recordsText(vscode, live)];
    if (deleted > 0) counts.push(l10n.t('{0} deleted', groupedNumber(env.language, deleted)));
    item.description = counts.join(', ');
    item.tooltip = l10n.t('Model {0}, connection {1}: {2}', label, scope.connectionId, item.description);
    return item;
}

function recordItem(vscode: VSCode, { parent, summary, address }: RecordNode, now: number): TreeItem {
    const { id, action, at } = summary;
    const item = new vscode.TreeItem(labelOf(summary), vscode.TreeItemCollapsibleState.None);
    const [icon, color] = ACTION_ICONS[action];
    item.id = JSON.stringify([scopeKey(parent.project.storeFolder, parent.scope), id]);
    item.contextValue = 'record';
    item.iconPath = new vscode.ThemeIcon(icon, new vscode.ThemeColor(color));
    item.description = `${actionText(vscode, action)} ${relativeTime(vscode, at, now)}`;
    item.command = {
        command: 'vscode.open',
        title: vscode.l10n.t('Open'),
        arguments: [recordUri(vscode, address)],
    };
    item.accessibilityInformation = { label: `${item.label}, ${item.description}` };
    return item;
}

/** For when somebody points at a record. Dates are not written for each line that is shown: see `groupedNumber`. */
export function recordTooltip(vscode: VSCode, { id, name, action, at }: RecordNode['summary']): string {
    const time = new Date(at).toLocaleString(vscode.env.language);
    return `${labelOf({ id, name })}\n${actionText(vscode, action)} ${time}`;
}

function labelOf({ id, name }: Pick<RecordNode['summary'], 'id' | 'name'>): string {
    return name === undefined ? id : `${id} · ${name}`;
}

function moreItem(vscode: VSCode, node: MoreNode): TreeItem {
    const { l10n, env } = vscode;
    const item = new vscode.TreeItem(l10n.t('Show more…'), vscode.TreeItemCollapsibleState.None);
    const { project, scope, live, deleted } = node.parent;
    item.id = JSON.stringify([scopeKey(project.storeFolder, scope), 'more', node.shown]);
    item.contextValue = 'more';
    item.iconPath = new vscode.ThemeIcon('ellipsis');
    const [shown, total] = [node.shown, live + deleted].map((count) => groupedNumber(env.language, count));
    item.description = l10n.t('{0} of {1} shown', shown!, total!);
    item.command = { command: Command.showMoreRecords, title: l10n.t('Show More Records'), arguments: [node] };
    return item;
}

function problemItem(vscode: VSCode, { error, id }: ProblemNode): TreeItem {
    const { l10n } = vscode;
    const message = error instanceof Error ? error.message : String(error);
    const item = new vscode.TreeItem(message, vscode.TreeItemCollapsibleState.None);
    item.id = JSON.stringify([id, 'problem']);
    item.contextValue = 'problem';
    item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    item.tooltip = message;
    if (error instanceof UserError) {
        const { advice, location } = error.details;
        if (advice) item.tooltip = `${message}\n${editorTerms(vscode, advice)}`;
        if (location) item.command = placeCommand(vscode, location);
        const setting = namedSetting(`${message} ${advice ?? ''}`);
        if (setting) item.command = { command: OPEN_SETTINGS, title: l10n.t('Open Settings'), arguments: [setting] };
    }
    item.accessibilityInformation = { label: l10n.t('Error: {0}', item.tooltip) };
    return item;
}
