import path from 'node:path';
import type { PathFlavour, Project } from '../../../../src/core/project/types';
import { ProjectAnalysis } from '../../../../src/language/project/ProjectAnalysis';
import { MemoryFiles } from '../../core/project/memoryFiles';

/** A classic project with a script of each kind and two models. */
export const YAML = `
integrations:
    demo:
        syncs:
            issues:
                runs: every hour
                output: Issue
                endpoint: GET /issues
        actions:
            create:
                output: Issue
                endpoint: POST /create
models:
    Issue:
        id: string
    Other:
        id: string
`;
export const EMPTY_SYNC = 'export default async function fetchData(nango: NangoSync) {}';

export const FLAVOURS: [string, PathFlavour, string][] = [
    ['posix', path.posix, '/home/dev/project'],
    ['win32', path.win32, 'C:\\work\\project'],
];

/** Every finding of a project, as `file: code message`; files are named from its root with forward slashes. */
export async function checkProject(
    flavour: PathFlavour,
    root: string,
    sources: Record<string, string>,
    yaml: string | undefined = YAML,
) {
    const at = (file: string) => flavour.join(root, ...file.split('/'));
    const contents = Object.fromEntries(Object.entries(sources).map(([file, text]) => [at(file), text]));
    const isClassic = yaml !== '';
    if (isClassic) contents[at('nango.yaml')] = yaml;
    else contents[at('.nango') + flavour.sep] = '';
    const project: Project = isClassic
        ? { root, form: 'classic', configFile: at('nango.yaml') }
        : { root, form: 'zero-yaml' };
    const analysis = new ProjectAnalysis(project, new MemoryFiles(flavour, contents), flavour);
    const found: string[] = [];
    for await (const file of analysis.sourceFiles()) {
        const name = flavour.relative(root, file).split(flavour.sep).join('/');
        for (const { code } of await analysis.findings(file)) found.push(`${name}: ${code}`);
    }
    return { analysis, found, at };
}
