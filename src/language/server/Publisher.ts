import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isInConnectionFolder } from '../../core/connection/connectionFolders';
import type { Finding } from '../../core/findings/types';
import { toFinding } from '../check/toFinding';
import type { ProjectAnalysis } from '../project/ProjectAnalysis';
import type { WorkspaceProjects } from './WorkspaceProjects';

/** After a pause so short in typing, the open file's findings are worked out. */
const TYPING_PAUSE_MS = 5;
/** After a longer one, those of all files: their imports may lead to what was changed. */
const WORKSPACE_PAUSE_MS = 300;
/** Files that are looked at before others get a turn. */
const FILES_PER_TURN = 20;

export interface PublisherPorts {
    projects(): WorkspaceProjects;
    /** Shows a file's findings in the place of those that it had. */
    show(file: string, findings: Finding[]): void;
    /** Absolute paths of the files open in the editor. */
    openFiles(): string[];
    onError(error: unknown): void;
}

/** Brings findings to the editor: of the file that is being typed in at once, of the others when there is time. */
export class Publisher {
    private readonly waiting = new Map<string, NodeJS.Timeout>();
    private workspaceTimer: NodeJS.Timeout | undefined;
    /** Grows with each walk over the workspace, so that an older walk knows that it is no longer wanted. */
    private walk = 0;
    private readonly shown = new Set<string>();

    constructor(private readonly ports: PublisherPorts) {}

    /** A file's text has changed in the editor. */
    changed(file: string): void {
        clearTimeout(this.waiting.get(file));
        const timer = setTimeout(() => {
            this.waiting.delete(file);
            this.settle(this.publish(file));
        }, TYPING_PAUSE_MS);
        this.waiting.set(file, timer);
        this.workspaceChanged();
    }

    /** A file was opened: nobody waits for the next letter, and what tells the most comes first. */
    opened(file: string): void {
        this.settle(this.publish(file, 'own').then(() => this.publish(file)));
        // Its text may differ from the disk's.
        this.workspaceChanged();
    }

    /** Something changed that can concern any file. */
    workspaceChanged(): void {
        clearTimeout(this.workspaceTimer);
        this.walk++;
        this.workspaceTimer = setTimeout(() => this.settle(this.publishAll()), WORKSPACE_PAUSE_MS);
    }

    dispose(): void {
        for (const timer of this.waiting.values()) clearTimeout(timer);
        clearTimeout(this.workspaceTimer);
        this.walk++;
    }

    private settle(work: Promise<void>): void {
        work.catch((error: unknown) => this.ports.onError(error));
    }

    private async publish(file: string, which: 'all' | 'own' = 'all'): Promise<void> {
        const project = await this.ports.projects().of(file);
        this.show(file, project ? await findingsOf(project, file, which) : []);
    }

    private async publishAll(): Promise<void> {
        const { walk } = this;
        const seen = new Set<string>();
        for (const file of this.ports.openFiles()) {
            seen.add(file);
            await this.publish(file);
        }
        const projects = await this.ports.projects().all();
        for (const project of projects) {
            for await (const file of filesOf(project)) {
                if (walk !== this.walk) return;
                if (seen.has(file)) continue;
                seen.add(file);
                this.show(file, await findingsOf(project, file));
                if (seen.size % FILES_PER_TURN === 0) await nextTurn();
            }
            for (const [file, findings] of await project.connections.findings()) {
                if (walk !== this.walk) return;
                seen.add(file);
                this.show(file, findings);
            }
        }
        if (walk !== this.walk) return;
        // What belongs to no project any more has no findings any more.
        for (const file of [...this.shown]) if (!seen.has(file)) this.show(file, []);
    }

    private show(file: string, findings: Finding[]): void {
        if (findings.length === 0 && !this.shown.has(file)) return;
        this.ports.show(file, findings);
        if (findings.length === 0) this.shown.delete(file);
        else this.shown.add(file);
    }
}

async function* filesOf(project: ProjectAnalysis): AsyncGenerator<string> {
    const { configFile } = project.project;
    if (configFile) yield configFile;
    yield* project.sourceFiles();
}

/** The findings of a script, of a file that scripts import, of `nango.yaml`, or of a connection file; none of any other file. */
export async function findingsOf(
    project: ProjectAnalysis,
    file: string,
    which: 'all' | 'own' = 'all',
): Promise<Finding[]> {
    if (file === project.project.configFile) return (await project.lists()).configFindings;
    if (isInConnectionFolder(project.project, file, path)) {
        return (await project.connections.findings()).get(file) ?? [];
    }
    if (!/\.ts$/.test(file) || !(await project.isReached(file))) return [];
    const findings = which === 'all' ? await project.findings(file) : await project.ownFindings(file);
    const lineStarts = (await project.analysis(file))?.lineStarts ?? [];
    // The editor shows TypeScript's own words for these.
    return findings.filter(({ code }) => code !== 'syntax-error').map((one) => toFinding(file, one, lineStarts));
}
