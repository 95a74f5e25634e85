import type { Finding } from '../../core/findings/types';
import type { PathFlavour, Project, ProjectFiles } from '../../core/project';
import { ProjectAnalysis } from '../project/ProjectAnalysis';
import { toFinding } from './toFinding';

/** What was found in one file. */
export interface CheckedFile {
    /** Absolute path. */
    file: string;
    /** In the order of the file. */
    findings: Finding[];
}

/**
 * Checks every script of projects, what the scripts import, and `nango.yaml`. Brings one file after the other, also
 * those without findings; each once, although projects may share it. Nothing but findings is kept in memory.
 */
export async function* checkProjects(
    projects: readonly Project[],
    files: ProjectFiles,
    path: PathFlavour,
): AsyncGenerator<CheckedFile> {
    const seen = new Set<string>();
    for (const project of projects) {
        const analysis = new ProjectAnalysis(project, files, path);
        const { configFindings } = await analysis.lists();
        if (project.configFile) yield { file: project.configFile, findings: configFindings };
        for await (const file of analysis.sourceFiles()) {
            if (seen.has(file)) continue;
            seen.add(file);
            const found = await analysis.findings(file);
            const lineStarts = (await analysis.analysis(file))?.lineStarts ?? [];
            yield { file, findings: found.map((finding) => toFinding(file, finding, lineStarts)) };
        }
    }
}
