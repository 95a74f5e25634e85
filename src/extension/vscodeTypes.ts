import type * as vscode from 'vscode';

/** VS Code's API, handed to whoever needs it, so that tests can hand in one of their own. */
export type VSCode = typeof vscode;
