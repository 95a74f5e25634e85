import path from 'node:path';
import { UserError } from '../../core/findings/UserError';
import type { Project } from '../../core/project';
import { type TypingsPlan, updateTypings } from '../../host/typings';
import { type Context, EXIT } from '../Context';
import type { TypesFlags } from '../commands/typesCommand';
import { mistakeOf } from '../failure';
import { mistakeBlock } from '../render/error';
import { FindingBlocks } from '../render/findings';
import { outcomeLine } from '../render/typings';
import { findProjectsOf } from './findProjectsOf';
import { setUpOne } from './setUpOne';

/**
 * `syncbench types`: brings every project's `models.ts` up to date and says what became of each. A project that cannot be
 * read does not keep the others from being written. Returns the exit code.
 */
export async function writeTypes(flags: TypesFlags, context: Context): Promise<number> {
    const projects = await findProjectsOf(path.resolve(context.cwd, flags.project ?? ''));
    let code: number = EXIT.ok;
    for (const project of projects) {
        const result = await writeOne(project, flags, context);
        if (result === EXIT.interrupted) return result;
        code = Math.max(code, result);
        if (!flags.setUp || flags.check) continue;
        const setUp = await setUpOne(project, flags, context);
        if (setUp === EXIT.interrupted) return setUp;
        code = Math.max(code, setUp);
    }
    return code;
}

async function writeOne(project: Project, flags: TypesFlags, context: Context): Promise<number> {
    const { out, err, style, errorStyle } = context;
    if (project.form === 'zero-yaml') {
        out.write(`${outcomeLine(project.root, 'zero-yaml', 0, style)}\n`);
        return EXIT.ok;
    }
    let isRefused = false;
    const ask = async ({ file }: TypingsPlan) => {
        await out.flush();
        const answer = await context.ask?.(`${style.file(file)} is from the official tool. Replace it?`);
        isRefused = answer === undefined;
        return answer;
    };
    try {
        const { plan, outcome } = await updateTypings(project, {
            replace: flags.replace,
            dryRun: flags.check,
            ...(context.ask && { ask }),
        });
        if (isRefused) return EXIT.interrupted;
        out.write(`${outcomeLine(plan.file, outcome, plan.models, style)}\n`);
        const told = plan.findings.filter(({ severity }) => severity !== 'hint');
        const blocks = new FindingBlocks(errorStyle, context.sourceLine);
        if (told.length > 0) err.write(`${blocks.of(project.configFile ?? plan.file, told).join('\n')}\n`);
        const hasErrors = told.some(({ severity }) => severity === 'error');
        if (outcome === 'unasked') return EXIT.usage;
        return hasErrors || outcome === 'stale' ? EXIT.failed : EXIT.ok;
    } catch (error) {
        if (!(error instanceof UserError)) throw error;
        err.write(`${mistakeBlock(mistakeOf(error), errorStyle, context.sourceLine).join('\n')}\n`);
        return EXIT.usage;
    }
}
