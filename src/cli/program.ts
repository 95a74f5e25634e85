import { Command, CommanderError } from 'commander';
import { UserError } from '../core/findings/UserError';
import { type Context, EXIT } from './Context';
import { addCheckCommand } from './commands/checkCommand';
import { addDescribeCommand } from './commands/describeCommand';
import { addRecordsCommand } from './commands/recordsCommand';
import { addRunCommand } from './commands/runCommand';
import { addRunsCommand } from './commands/runsCommand';
import { addTypesCommand } from './commands/typesCommand';
import { mistakeOf, usageError } from './failure';
import { projectFlags } from './flags/projectFlags';
import { errorDocument } from './output/errorDocument';
import { prewarmTarget } from './prewarmTarget';
import { checkHint } from './render/checkHint';
import { mistakeBlock } from './render/error';
import { shellWord } from './render/shellWord';

/** Adds one command; its handler hands the exit code to `done`. */
export type AddCommand = (program: Command, context: Context, done: (code: number) => void) => void;

const EXIT_CODES = `
Exit codes:
  0  the script succeeded; the check found no error
  1  the script failed, or does not compile; the check found errors
  2  wrong usage (flags, names, files), a store that cannot be used, or a sync that is already running; nothing ran
  130, 143  cancelled by Ctrl+C or SIGTERM
`;

const COMMANDS = ['run', 'check', 'records', 'runs', 'describe', 'types'];

/** Reads the command line and runs its command; resolves with the exit code. Errors are reported here. */
export async function runProgram(words: string[], version: string, context: Context): Promise<number> {
    let code: number = EXIT.ok;
    const program = createProgram(version, context, (result) => {
        code = result;
    });
    try {
        await program.parseAsync(words, { from: 'user' });
        return code;
    } catch (error) {
        if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
        if (error instanceof CommanderError && error.code === 'commander.help') return EXIT.usage;
        return report(error instanceof CommanderError ? usageOf(error, words) : error, words, context);
    }
}

function createProgram(version: string, context: Context, done: (code: number) => void): Command {
    const program = new Command('syncbench')
        .description('Runs Nango integration scripts on this machine, keeps what they saved, and checks them.')
        .version(version)
        .exitOverride()
        .configureOutput({
            writeOut: (text) => void context.out.write(text),
            writeErr: (text) => void context.err.write(text),
            // Errors are reported once, by runProgram.
            outputError: () => undefined,
        })
        .addHelpText('after', EXIT_CODES);
    const running = [addRunCommand, addDescribeCommand, addRecordsCommand, addRunsCommand];
    for (const add of [...running, addCheckCommand, addTypesCommand]) add(program, context, done);
    return program;
}

function usageOf(error: CommanderError, words: string[]): UserError {
    const [command] = words;
    const [sentence = '', ...more] = error.message.replace(/^error: /, '').split('\n');
    const suggestion = more.join(' ').replace(/^\((.*)\)$/, '$1');
    const known = command !== undefined && COMMANDS.includes(command);
    const meant = suggestion || meantCommand(error.code, words);
    const help = `See syncbench ${known ? `${command} ` : ''}--help.`;
    return new UserError('usage', `${sentence[0]?.toUpperCase()}${sentence.slice(1).replace(/\.$/, '')}.`, {
        advice: [...(meant ? [meant] : []), help].join(' '),
    });
}

/** What was probably meant by a script in the place of the command, by its name or its file, or in two words. */
function meantCommand(code: string, [command = '', first = '', second = '']: string[]): string | undefined {
    const didYouMean = (script: string) => `Did you mean syncbench run ${shellWord(script)}?`;
    if (code === 'commander.unknownCommand') return /[\\/]|\.ts$/.test(command) ? didYouMean(command) : undefined;
    const inTwoWords = code === 'commander.excessArguments' && command === 'run';
    return inTwoWords && [first, second].every((word) => /^\w[\w-]*$/.test(word))
        ? didYouMean(`${first}/${second}`)
        : undefined;
}

/** The flags by which another command finds the project that a run was asked for. */
async function flagsOfProject(words: string[], cwd: string): Promise<string[]> {
    const folder = prewarmTarget(words, cwd)?.folder ?? cwd;
    const { locateProject } = await import('../host/locateProject');
    const root = await locateProject(folder).then(
        (project) => project.root,
        () => folder,
    );
    return projectFlags(root, cwd);
}

/** Says what went wrong before anything ran: as text on stderr, or with `--json` as the command's document. */
async function report(error: unknown, words: string[], context: Context): Promise<number> {
    const mistake = mistakeOf(error);
    const document = errorDocument(words, usageError(mistake));
    if (document) {
        for (const piece of document) await context.out.write(piece);
    } else {
        const { errorStyle, sourceLine } = context;
        const flags = words[0] === 'run' ? await flagsOfProject(words, context.cwd) : [];
        const hint = words[0] === 'run' ? checkHint(usageError(mistake), flags, errorStyle) : [];
        context.err.write(`${[...mistakeBlock(mistake, errorStyle, sourceLine), ...hint].join('\n')}\n`);
    }
    return error instanceof UserError ? EXIT.usage : EXIT.failed;
}
