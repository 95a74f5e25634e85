import type { RecordScope } from '../../records/types';
import type { ProjectEntry } from '../projects/readProject';
import type { RecordAddress } from './recordUri';
import type { RecordSummary } from './summary';

/** What the tree of records is made of. Commands get the node on which they were called. */
export type RecordsNode =
    | RecordsProjectNode
    | RecordsIntegrationNode
    | ConnectionNode
    | ModelNode
    | RecordNode
    | MoreNode
    | ProblemNode;
export type GroupNode = RecordsProjectNode | RecordsIntegrationNode | ConnectionNode;

export interface RecordsProjectNode {
    kind: 'project';
    parent: undefined;
    project: ProjectEntry;
    children: (RecordsIntegrationNode | ProblemNode)[];
}

export interface RecordsIntegrationNode {
    kind: 'integration';
    parent: RecordsProjectNode | undefined;
    project: ProjectEntry;
    /** The integration's id, for Copy Id. */
    copyText: string;
    children: ConnectionNode[];
}

export interface ConnectionNode {
    kind: 'connection';
    parent: RecordsIntegrationNode;
    project: ProjectEntry;
    /** The connection's id, for Copy Id. */
    copyText: string;
    children: ModelNode[];
}

/** The records of one scope. */
export interface ModelNode {
    kind: 'model';
    parent: ConnectionNode;
    project: ProjectEntry;
    scope: RecordScope;
    live: number;
    deleted: number;
    /** The model's name, for Copy Id. */
    copyText: string;
}

export interface RecordNode {
    kind: 'record';
    parent: ModelNode;
    summary: RecordSummary;
    address: RecordAddress;
    /** The record's id, for Copy Id. */
    copyText: string;
}

/** Stands for the records that are not shown yet. */
export interface MoreNode {
    kind: 'more';
    parent: ModelNode;
    shown: number;
}

/** Why something could not be read. */
export interface ProblemNode {
    kind: 'problem';
    parent: RecordsProjectNode | ModelNode | undefined;
    error: unknown;
    /** Tells problems apart: the store's folder. */
    id: string;
}
