import { Option } from 'commander';
import type { AddCommand } from '../program';

/** `check`'s flags. */
export interface CheckFlags {
    project?: string;
    json?: boolean;
    sarif?: boolean;
}

const HELP = `
Examples:
  syncbench check
  syncbench check --project integrations --json
  syncbench check --sarif > findings.sarif

Checks the scripts of every project in the folder, the files they import, nango.yaml and connection files; nothing
is run.
--json prints { findings: [{ file, line, column, endLine, endColumn, code, severity, message }] }.
A comment "// syncbench-ignore-next-line <code>" silences a finding in a script.
Exit code: 0 no errors (there may be warnings), 1 errors, 2 wrong usage.
`;

export const addCheckCommand: AddCommand = (program, context, done) => {
    program
        .command('check')
        .summary('find mistakes in scripts, nango.yaml and connection files')
        .description('Finds mistakes in scripts, in nango.yaml and in connection files without running anything.')
        .option('--project <folder>', 'a project, or a folder that holds projects (default: the current one)')
        .option('--json', 'one JSON document on stdout instead of text')
        .addOption(new Option('--sarif', 'SARIF 2.1.0 on stdout instead of text').conflicts('json'))
        .option('--no-color', 'no colours (as with NO_COLOR)')
        .addHelpText('after', HELP)
        .action(async (flags: CheckFlags) => {
            const { checkScripts } = await import(/* webpackChunkName: "check" */ '../check/checkScripts');
            done(await checkScripts(flags, context));
        });
};
