import type { AddCommand } from '../program';

/** `types`' flags. */
export interface TypesFlags {
    project?: string;
    replace?: boolean;
    check?: boolean;
}

const HELP = `
Examples:
  syncbench types
  syncbench types --project integrations --check
  syncbench types --replace

A models.ts written by hand is never touched. One of the official tool is replaced after asking once per project, or with
--replace; without a terminal to ask on it is left.
Exit code: 0 all is up to date, 1 nango.yaml has errors or --check found a difference, 2 wrong usage or a file was left.
`;

export const addTypesCommand: AddCommand = (program, context, done) => {
    program
        .command('types')
        .summary('write models.ts from nango.yaml')
        .description('Writes models.ts of every project in a folder: its models, and everything a script sees.')
        .option('--project <folder>', 'a project, or a folder with projects (default: the current one)')
        .option('--replace', 'replace the models.ts of the official tool without asking')
        .option('--check', 'write nothing; exit with 1 if anything would be written')
        .option('--no-color', 'no colours (as with NO_COLOR)')
        .addHelpText('after', HELP)
        .action(async (flags: TypesFlags) => {
            const { writeTypes } = await import('../types/writeTypes');
            done(await writeTypes(flags, context));
        });
};
