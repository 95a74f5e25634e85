import { UserError } from '../../core/findings/UserError';
import type { Project } from '../../core/project';
import { generateLibraryTypes, planSetUp, writeTsconfig } from '../../host/typings';
import { type Context, EXIT } from '../Context';
import type { TypesFlags } from '../commands/typesCommand';
import { mistakeOf } from '../failure';
import { mistakeBlock } from '../render/error';
import { setUpLine } from '../render/typings';

/**
 * Gives a project the types of libraries that it has not installed, and asks before its `tsconfig.json` is changed.
 * Returns the exit code: `usage` when there was nobody to ask.
 */
export async function setUpOne(project: Project, flags: TypesFlags, context: Context): Promise<number> {
    const { out, err, style, errorStyle } = context;
    try {
        const plan = await planSetUp(project);
        const { libraries, tsconfig } = plan;
        if (libraries.length === 0) {
            out.write(`${setUpLine(project.root, 'nothing to set up', 'all libraries are installed', style)}\n`);
            return EXIT.ok;
        }
        await generateLibraryTypes(plan, context.distFolder);
        const names = libraries.map(({ name }) => name).join(', ');
        out.write(`${setUpLine(plan.folder, 'generated', `types of ${names}`, style)}\n`);
        if (!tsconfig.changed) {
            out.write(`${setUpLine(tsconfig.file, 'unchanged', undefined, style)}\n`);
            return EXIT.ok;
        }
        await out.flush();
        const verb = tsconfig.exists ? 'Add' : 'Create it with';
        const question = `${style.file(tsconfig.file)}: ${verb} paths that lead to these types?`;
        const answer = flags.yes ? true : await context.ask?.(question);
        if (answer) {
            await writeTsconfig(plan);
            out.write(`${setUpLine(tsconfig.file, 'written', undefined, style)}\n`);
            return EXIT.ok;
        }
        if (context.ask && answer === undefined) return EXIT.interrupted;
        const note = context.ask ? undefined : 'pass --yes to add the paths';
        out.write(`${setUpLine(tsconfig.file, 'left', note, style)}\n`);
        return context.ask ? EXIT.ok : EXIT.usage;
    } catch (error) {
        if (!(error instanceof UserError)) throw error;
        err.write(`${mistakeBlock(mistakeOf(error), errorStyle, context.sourceLine).join('\n')}\n`);
        return EXIT.usage;
    }
}
