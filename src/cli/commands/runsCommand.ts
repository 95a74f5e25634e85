import type { RunStatus } from '../../protocol/events';
import { choiceFlag, numberFlag } from '../flags/valueFlags';
import type { AddCommand } from '../program';
import type { StoreFlags } from '../store/openStore';

/** `runs`' flags, already checked. */
export interface RunsFlags extends StoreFlags {
    limit?: number;
    script?: string;
    status?: RunStatus;
    bodies?: boolean;
    json?: boolean;
}

const STATUSES = ['running', 'succeeded', 'failed', 'cancelled', 'interrupted'] as const;

const HELP = `
Examples:
  syncbench runs --script github/issues --status failed
  syncbench runs last
  syncbench runs last --bodies
  syncbench runs previous last

A run is named by its id, the start of its id, "last", or "previous": the one before the last of the same script.
With --json a single run is the document that run --json printed, with a key "run" before it.
`;

export const addRunsCommand: AddCommand = (program, context, done) => {
    program
        .command('runs')
        .summary('list, show and compare runs')
        .description('Without a run: the latest ones. With one: what it did. With two: what differs in their records.')
        .argument('[run]', 'the run to show')
        .argument('[other]', 'the run to compare it with')
        .option('--limit <number>', 'how many are listed (default: 20)', (text) => numberFlag('--limit', text, 1, true))
        .option('--script <script>', 'only of <integration>/<script>, or of a script of this name')
        .option('--status <status>', `only ${STATUSES.join(', ')}`, (text) => choiceFlag('--status', text, STATUSES))
        .option('--project <folder>', 'a folder in the project (default: the current one)')
        .option('--store <folder>', 'the store (default: .syncbench in the project)')
        .option('--bodies', 'of one run: also what its HTTP calls sent and got')
        .option('--json', 'JSON instead of text')
        .option('--no-color', 'no colours (as with NO_COLOR)')
        .addHelpText('after', HELP)
        .action(async (run: string | undefined, other: string | undefined, flags: RunsFlags) => {
            const { showRuns } = await import('../store/showRuns');
            await showRuns([run, other], flags, context);
            done(0);
        });
};
