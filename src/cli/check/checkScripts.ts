import path from 'node:path';
import { type CheckedFile, checkProjects } from '../../language/check/checkProjects';
import { type Context, EXIT } from '../Context';
import type { CheckFlags } from '../commands/checkCommand';
import { writeLines, writeList } from '../output/writing';
import { checkSummary, FindingBlocks } from '../render/findings';
import { findProjectsOf } from '../types/findProjectsOf';
import { blockingFiles } from './blockingFiles';
import { findingFact } from './findingFacts';
import { rulePage } from './rulePages';
import { sarifLog } from './sarif';

/**
 * `syncbench check`: the exit code tells whether there are errors.
 * @throws UserError `no_project`
 */
export async function checkScripts(flags: CheckFlags, context: Context): Promise<number> {
    const folder = path.resolve(context.cwd, flags.project ?? '.');
    const projects = await findProjectsOf(folder);
    const catalogue = path.join(context.distFolder, 'providers.json');
    const checked: CheckedFile[] = [];
    let count = 0;
    for await (const file of checkProjects(projects, blockingFiles, path, catalogue)) {
        count++;
        if (file.findings.length > 0) checked.push(file);
    }
    checked.sort((a, b) => (a.file < b.file ? -1 : 1));
    await write(checked, { folder, files: count, projects: projects.length }, flags, context);
    return checked.some(({ findings }) => findings.some(({ severity }) => severity === 'error'))
        ? EXIT.failed
        : EXIT.ok;
}

async function write(
    checked: CheckedFile[],
    about: { folder: string; files: number; projects: number },
    flags: CheckFlags,
    { out, style, sourceLine, distFolder }: Context,
): Promise<void> {
    if (flags.json) {
        const facts = checked.flatMap(({ findings }) => findings.map((finding) => findingFact(finding, about.folder)));
        await writeList(out, '{"findings":', facts, '}\n');
    } else if (flags.sarif) {
        const log = sarifLog(checked, about.folder, (code) => rulePage(code, distFolder));
        await out.write(`${JSON.stringify(log, null, 2)}\n`);
    } else {
        const blocks = new FindingBlocks(style, sourceLine);
        for (const { file, findings } of checked) await writeLines(out, blocks.of(file, findings));
        await writeLines(out, [
            checkSummary(
                checked.flatMap(({ findings }) => findings),
                about,
                style,
            ),
        ]);
    }
}
