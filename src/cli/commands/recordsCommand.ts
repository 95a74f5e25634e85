import { choicesFlag, dateFlag, numberFlag } from '../flags/valueFlags';
import type { AddCommand } from '../program';
import type { StoreFlags } from '../store/openStore';

/** `records`' flags, already checked. */
export interface RecordsFlags extends StoreFlags {
    integration?: string;
    connection?: string;
    variant?: string;
    filter?: ('added' | 'updated' | 'deleted')[];
    modifiedAfter?: string;
    id?: string[];
    cursor?: string;
    limit?: number;
    history?: string;
    json?: boolean;
}

const FILTERS = ['added', 'updated', 'deleted'] as const;

const HELP = `
Examples:
  syncbench records
  syncbench records GithubIssue --filter added,updated --limit 20
  syncbench records GithubIssue --id 42 --id 43
  syncbench records GithubIssue --history 42

Pages come oldest change first, as in the cloud; the foot of a page holds the cursor of the next one.
`;

export const addRecordsCommand: AddCommand = (program, context, done) => {
    program
        .command('records')
        .summary('list, page and filter what syncs saved')
        .description('Without a model: what is stored. With one: its records, page by page.')
        .argument('[model]', "a model's name")
        .option('--integration <id>', 'only of this integration')
        .option('--connection <id>', 'only of this connection')
        .option('--variant <name>', 'only of this variant of the sync')
        .option('--filter <actions>', 'what happened to a record last: added, updated, deleted', (text) =>
            choicesFlag('--filter', text, FILTERS),
        )
        .option('--modified-after <date>', 'changed then or later: an ISO 8601 date', (text) =>
            dateFlag('--modified-after', text),
        )
        .option('--id <id>', 'the whole record with this id (repeatable)', (text, all: string[] = []) => [...all, text])
        .option('--cursor <cursor>', 'go on after this record or page')
        .option('--limit <number>', 'records of a page, at most 10,000 (default: 100)', (text) =>
            numberFlag('--limit', text, 1, true),
        )
        .option('--history <id>', 'all states that a record has had')
        .option('--project <folder>', 'a folder in the project (default: the current one)')
        .option('--store <folder>', 'the store (default: .syncbench in the project)')
        .option('--json', 'JSON instead of text')
        .option('--no-color', 'no colours (as with NO_COLOR)')
        .addHelpText('after', HELP)
        .action(async (model: string | undefined, flags: RecordsFlags) => {
            const { showRecords } = await import('../store/showRecords');
            await showRecords(model, flags, context);
            done(0);
        });
};
