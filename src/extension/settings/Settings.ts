import type { ConfigurationScope, Disposable } from 'vscode';
import { Setting } from '../ids';
import type { VSCode } from '../vscodeTypes';

/** The settings' types; their defaults are package.json's. */
export interface SettingValues {
    [Setting.saveBeforeRun]: 'project' | 'file' | 'none';
    [Setting.whenRunning]: 'ask' | 'queue' | 'replace';
    [Setting.revealRun]: 'always' | 'onProblem' | 'never';
    [Setting.codeLens]: boolean;
    [Setting.retryScale]: number;
    [Setting.keepBodies]: boolean;
    [Setting.typingsOnSave]: boolean;
    [Setting.nodePath]: string;
    [Setting.findingSeverity]: Record<string, 'error' | 'warning' | 'information' | 'hint' | 'off'>;
}

const SECTION = 'syncbench';

/** Typed access to the `syncbench.*` settings. */
export class Settings {
    constructor(private readonly vscode: VSCode) {}

    get<K extends keyof SettingValues>(name: K, scope?: ConfigurationScope): SettingValues[K] {
        // A setting has a default in package.json, so that it is never undefined.
        return this.vscode.workspace.getConfiguration(SECTION, scope).get<SettingValues[K]>(name)!;
    }

    /** Writes where the setting is set now, else for the user. */
    async set<K extends keyof SettingValues>(name: K, value: SettingValues[K]): Promise<void> {
        const configuration = this.vscode.workspace.getConfiguration(SECTION);
        const inWorkspace = configuration.inspect(name)?.workspaceValue !== undefined;
        await configuration.update(name, value, !inWorkspace);
    }

    onDidChange(name: keyof SettingValues, listener: () => void): Disposable {
        return this.vscode.workspace.onDidChangeConfiguration((event) => {
            if (event.affectsConfiguration(`${SECTION}.${name}`)) listener();
        });
    }
}
