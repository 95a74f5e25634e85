import type { Finding } from '../../core/findings/types';
import type { ProjectEntry, ScriptEntry } from '../projects/readProject';

/** What the tree of integrations is made of. Commands get the node on which they were called. */
export type IntegrationsNode = ProjectNode | IntegrationNode | ScriptNode | FindingNode | MoreFindingsNode;

export interface ProjectNode {
    kind: 'project';
    project: ProjectEntry;
}

export interface IntegrationNode {
    kind: 'integration';
    project: ProjectEntry;
    /** Undefined where the workspace has one project. */
    parent: ProjectNode | undefined;
    scripts: ScriptEntry[];
    /** The integration's id, for Copy Id. */
    copyText: string;
}

export interface ScriptNode {
    kind: 'script';
    script: ScriptEntry;
    parent: IntegrationNode;
    /** The script's name, for Copy Id. */
    copyText: string;
}

/** Something wrong in a project's `nango.yaml`. */
export interface FindingNode {
    kind: 'finding';
    project: ProjectEntry;
    parent: ProjectNode | undefined;
    finding: Finding;
}

/** Where a `nango.yaml` has more wrong than a tree should list. */
export interface MoreFindingsNode {
    kind: 'moreFindings';
    project: ProjectEntry;
    parent: ProjectNode | undefined;
    count: number;
}
