import path from 'node:path';
import { didYouMean } from '../core/findings/didYouMean';
import { UserError } from '../core/findings/UserError';
import type { Project, Script } from '../core/project';

// Why a script that was asked for is not run.

export function noVariants({ integration, name, kind }: Script): UserError {
    const message = `${integration}/${name} is of kind ${kind}, which has no variants.`;
    return new UserError('no_variants', message, { advice: 'Only a sync runs as a variant: leave --variant away.' });
}

export function noInput({ integration, name, kind }: Script): UserError {
    const message = `${integration}/${name} is of kind ${kind}, which takes no input.`;
    const advice =
        kind === 'sync'
            ? 'What a sync is configured with is its metadata: give that with --metadata.'
            : 'Leave --input away.';
    return new UserError('no_input', message, { advice });
}

export function mustExist(script: Script, project: Project): Script {
    if (script.exists) return script;
    throw new UserError('script_file_missing', `${script.integration}/${script.name} has no file.`, {
        location: { file: script.file, line: 1, column: 1 },
        advice: `Create it, or take it out of ${listOf(project)}.`,
    });
}

/** A script was asked for by a file that is not there. */
export function noSuchFile(file: string, project: Project, scripts: Script[]): UserError {
    const files = scripts.map((script) => path.relative(project.root, script.file));
    const relative = path.relative(project.root, file);
    const meant = didYouMean(relative, files);
    return new UserError('script_not_found', `There is no file ${relative} in this project.`, {
        advice: meant ? `Did you mean ${meant}?` : 'Name one of its scripts.',
        candidates: files.slice(0, 20),
    });
}

export function notListed(file: string, project: Project, scripts: Script[]): UserError {
    const relative = path.relative(project.root, file);
    const candidates = scripts.slice(0, 20).map(({ integration, name }) => `${integration}/${name}`);
    if (file === listOf(project)) {
        const message = `${relative} is no script: it lists those of the project.`;
        return new UserError('not_a_script', message, { advice: 'Run one of them.', candidates });
    }
    const how =
        project.form === 'classic'
            ? 'List it there, under the integration it belongs to'
            : 'Import it there, by a line of its own';
    return new UserError('script_not_listed', `${relative} is not a script of ${path.basename(listOf(project))}.`, {
        advice: `${how}; a helper file cannot be run.`,
        location: { file: listOf(project), line: 1, column: 1 },
        candidates,
    });
}

/** The file that names a project's scripts. */
function listOf(project: Project): string {
    return project.configFile ?? path.join(project.root, 'index.ts');
}
