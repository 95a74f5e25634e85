import { Option } from 'commander';
import { baseUrlFlag, choiceFlag, dateFlag, numberFlag, originFlag } from '../flags/valueFlags';
import type { AddCommand } from '../program';

/** `run`'s flags as typed, those with a form of their own already checked. */
export interface RunFlags {
    kind?: 'sync' | 'action' | 'on-event';
    project?: string;
    connection?: string;
    metadata?: string;
    input?: string;
    variant?: string;
    checkpoint?: string;
    lastSyncDate?: string;
    baseUrl?: string;
    allowOrigin?: string[];
    retryScale?: number;
    store?: string;
    ephemeral?: boolean;
    json?: boolean;
}

const KINDS = ['sync', 'action', 'on-event'] as const;

const HELP = `
Examples:
  syncbench run github/issues
  syncbench run github/create-issue --input '{"title":"Hello"}'
  syncbench run github/issues --connection octocat --last-sync-date 2024-06-30
  syncbench run github/syncs/issues.ts --base-url http://localhost:4010 --ephemeral --json

--json prints one document: { ok, kind, output, records, deleted, updated, counts, logs, http, error, response, durationMs }.
Ctrl+C asks the script to stop and keeps what it saved (exit code 130); a second one ends it at once.
Exit code: 0 succeeded, 1 failed or does not compile, 2 wrong usage, 130 or 143 cancelled.
`;

export const addRunCommand: AddCommand = (program, context, done) => {
    program
        .command('run')
        .summary('run a sync, an action or an on-event script')
        .description('Runs one script: a sync, an action or an on-event script.')
        .argument('<script>', "<integration>/<script>, a script's name, or its file")
        .addOption(kindOption())
        .option('--project <folder>', 'a folder in the project (default: the current one)')
        .option('--connection <id|file>', 'a connection id, or a file holding a whole connection')
        .option('--metadata <json|@file>', "replaces the connection's metadata, for this run only")
        .option('--input <json|@file>', "the action's input")
        .option('--variant <name>', 'the variant that a sync runs as')
        .option('--checkpoint <json|@file>', "replaces the script's checkpoint, for this run only")
        .option('--last-sync-date <date>', 'what nango.lastSyncDate is: an ISO 8601 date', (text) =>
            dateFlag('--last-sync-date', text),
        )
        .option('--base-url <url>', "send every call here instead of to the provider's API", (text) =>
            baseUrlFlag('--base-url', text),
        )
        .option(
            '--allow-origin <origin>',
            'an origin that bound credentials may be sent to (repeatable)',
            (text, all: string[] = []) => [...all, originFlag('--allow-origin', text)],
        )
        .option('--retry-scale <number>', 'multiplies the waits before retries; 0 does not wait', (text) =>
            numberFlag('--retry-scale', text, 0),
        )
        .option('--store <folder>', 'where records and runs are kept (default: .syncbench in the project)')
        .addOption(new Option('--ephemeral', 'a new, empty store, removed at the end').conflicts('store'))
        .option('--json', 'one JSON document on stdout instead of text')
        .option('--no-color', 'no colours (as with NO_COLOR)')
        .addHelpText('after', HELP)
        .action(async (script: string, flags: RunFlags) => {
            const { runScript } = await import('../run/runScript');
            done(await runScript(script, flags, context));
        });
};

function kindOption(): Option {
    return new Option('--kind <kind>', 'sync, action or on-event, where a name is more than one').argParser((text) =>
        choiceFlag('--kind', text, KINDS),
    );
}
