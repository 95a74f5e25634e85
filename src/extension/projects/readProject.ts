import path from 'node:path';
import type { ActionConfig, IntegrationConfig, ProjectConfig, SyncConfig } from '../../core/config/types';
import type { Finding } from '../../core/findings/types';
import type { Model } from '../../core/models/types';
import {
    listScripts,
    listZeroYamlScripts,
    type MissingEntry,
    missingEntries,
    type Project,
    type Script,
} from '../../core/project';
import { nodeFiles } from '../../host/nodeFiles';

/** A project of the workspace, as its files are now. */
export interface ProjectEntry {
    project: Project;
    /** `<workspace folder>/<path>`, for lists of several projects. */
    name: string;
    /** Where runs and records are kept. */
    storeFolder: string;
    integrations: IntegrationConfig[];
    models: Model[];
    scripts: ScriptEntry[];
    /** What is wrong with `nango.yaml`. */
    findings: Finding[];
}

/** A script, with the project that it belongs to. */
export interface ScriptEntry {
    /** Stable over reloads; unique in the workspace. */
    key: string;
    project: ProjectEntry;
    script: Script;
    /** What `nango.yaml` says about it; nothing in a project without one. */
    config: SyncConfig | ActionConfig | undefined;
    /** Why it has no file, and where `index.ts` names that; only of a project without `nango.yaml`. */
    missing?: MissingEntry;
}

/** Finds a project's scripts, and reads what its `nango.yaml` says. A broken one has findings, and what can be understood of it. */
export async function readProject(project: Project, name: string): Promise<ProjectEntry> {
    const { config, findings } = await readConfig(project);
    const scripts = config
        ? await listScripts(nodeFiles, project, config, path)
        : await listZeroYamlScripts(nodeFiles, project, path);
    const integrations = config?.integrations ?? [];
    const entry: ProjectEntry = {
        project,
        name,
        storeFolder: path.join(project.root, '.syncbench'),
        integrations,
        models: config?.models ?? [],
        scripts: [],
        findings,
    };
    const hasMissing = !config && scripts.some(({ exists }) => !exists);
    const missing = hasMissing ? await missingEntries(nodeFiles, project, path) : [];
    const configs = new Map(integrations.map((integration) => [integration.id, integration]));
    entry.scripts = scripts.map((script) => {
        const integration = configs.get(script.integration);
        return {
            key: scriptKey(project.root, script),
            project: entry,
            script,
            config: integration && flowConfig(integration, script),
            missing: missing.find(({ entry: { file } }) => file === script.file),
        };
    });
    return entry;
}

/** The file that lists a project's scripts. */
export function listingFile({ root, configFile }: Project): string {
    return configFile ?? path.join(root, 'index.ts');
}

async function readConfig({ configFile: file }: Project): Promise<{ config?: ProjectConfig; findings: Finding[] }> {
    if (file === undefined) return { findings: [] };
    const { parseConfig } = await import('../../core/config');
    return parseConfig((await nodeFiles.readFile(file)) ?? '', file);
}

function flowConfig({ syncs, actions }: IntegrationConfig, { kind, name }: Script) {
    if (kind === 'on-event') return undefined;
    const flows: (SyncConfig | ActionConfig)[] = kind === 'sync' ? syncs : actions;
    return flows.find((flow) => flow.name === name);
}

/** Identifies a script in the workspace. */
export function scriptKey(root: string, { integration, kind, name }: Pick<Script, 'integration' | 'kind' | 'name'>) {
    return JSON.stringify([root, integration, kind, name]);
}
