import path from 'node:path';
import { findProjects, isInside, type ProjectFiles } from '../../core/project';
import { type BuiltInCatalogue, catalogueIn } from '../project/ConnectionAnalysis';
import { ProjectAnalysis } from '../project/ProjectAnalysis';

/** The projects of the workspace's folders. They are searched when somebody first asks, and again when told to. */
export class WorkspaceProjects {
    private found: Promise<ProjectAnalysis[]> | undefined;
    private readonly catalogue: BuiltInCatalogue;

    /**
     * @param folders absolute paths
     * @param catalogueFile absolute path of `providers.json`
     */
    constructor(
        private readonly files: ProjectFiles,
        private folders: readonly string[],
        catalogueFile?: string,
    ) {
        this.catalogue = catalogueIn(files, catalogueFile);
    }

    /** Every project, the innermost of nested ones first. */
    all(): Promise<ProjectAnalysis[]> {
        return this.found ?? this.begin();
    }

    /** The project that a file belongs to. */
    async of(file: string): Promise<ProjectAnalysis | undefined> {
        return (await this.all()).find(({ project }) => isInside(project.root, file, path));
    }

    /** Looks for projects again; those that are still there keep what they know. */
    searchAgain(folders: readonly string[] = this.folders): void {
        this.folders = folders;
        void this.begin(this.found);
    }

    private begin(before?: Promise<ProjectAnalysis[]>): Promise<ProjectAnalysis[]> {
        const found = this.search(before);
        // What failed may work the next time.
        found.catch(() => {
            if (this.found === found) this.found = undefined;
        });
        this.found = found;
        return found;
    }

    private async search(before?: Promise<ProjectAnalysis[]>): Promise<ProjectAnalysis[]> {
        const earlier = await before?.catch(() => undefined);
        const known = new Map(earlier?.map((analysis) => [keyOf(analysis.project), analysis]));
        const found = await Promise.all(this.folders.map((folder) => findProjects(this.files, folder, path)));
        const projects = new Map(found.flat().map((project) => [keyOf(project), project]));
        return [...projects]
            .map(([key, project]) => known.get(key) ?? new ProjectAnalysis(project, this.files, path, this.catalogue))
            .sort((a, b) => b.project.root.length - a.project.root.length);
    }
}

function keyOf({ root, form }: { root: string; form: string }): string {
    return `${form} ${root}`;
}
