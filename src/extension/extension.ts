import * as vscode from 'vscode';
import { registerExtension } from './registerExtension';

export function activate(context: vscode.ExtensionContext): void {
    context.subscriptions.push(...registerExtension(vscode, context));
}
