import type { Finding } from '../../core/findings/types';
import type { PathFlavour, Project, ProjectFiles } from '../../core/project';
import { catalogueIn } from '../project/ConnectionAnalysis';
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
 * Checks every script of projects, what the scripts import, `nango.yaml`, and connection files. Brings one file after the other, also
 * those without findings; each once, although projects may share it. Nothing but findings is kept in memory.
 *
 * @param catalogueFile absolute path of `providers.json`
 */
export async function* checkProjects(
    projects: readonly Project[],
    files: ProjectFiles,
    path: PathFlavour,
    catalogueFile: string,
): AsyncGenerator<CheckedFile> {
    const seen = new Set<string>();
    const catalogue = catalogueIn(files, catalogueFile);
    for (const project of projects) {
        const analysis = new ProjectAnalysis(project, files, path, catalogue);
        const { configFindings } = await analysis.lists();
        if (project.configFile) yield { file: project.configFile, findings: configFindings };
        for (const [file, findings] of await analysis.connections.findings()) yield { file, findings };
        for await (const file of analysis.sourceFiles()) {
            if (seen.has(file)) continue;
            seen.add(file);
            const found = await analysis.findings(file);
            const lineStarts = (await analysis.analysis(file))?.lineStarts ?? [];
            yield { file, findings: found.map((finding) => toFinding(file, finding, lineStarts)) };
        }
    }
}
