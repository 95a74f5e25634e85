import { Option } from 'commander';
import { kindFlag } from '../flags/scriptArgument';
import { baseUrlFlag, dateFlag, numberFlag, originFlag } from '../flags/valueFlags';
import type { AddCommand } from '../program';

/** `run`'s flags as typed, those with a form of their own already checked. */
export interface RunFlags {
    kind?: 'sync' | 'action' | 'on-event';
    project?: string;
    connection?: string;
    metadata?: string;
    input?: string;
    payload?: string;
    event?: string;
    variant?: string;
    checkpoint?: string;
    lastSyncDate?: string;
    now?: string;
    strict?: boolean;
    lenient?: boolean;
    readOnly?: boolean;
    maxPages?: number;
    maxRecords?: number;
    validate?: boolean;
    baseUrl?: string;
    allowOrigin?: string[];
    retryScale?: number;
    store?: string;
    ephemeral?: boolean;
    bodies?: boolean;
    json?: boolean;
}

const HELP = `
Examples:
  syncbench run github/issues
  syncbench run github/create-issue --input '{"title":"Hello"}'
  syncbench run github/issues --connection octocat --last-sync-date 2024-06-30
  syncbench run github/issues --payload @webhook.json --event issues
  syncbench run github/issues --read-only --max-pages 2
  syncbench run github/syncs/issues.ts --base-url http://localhost:4010 --ephemeral --json

--json prints one document: { ok, kind, output, records, deleted, updated, counts, logs, http,
warnings, error, response, durationMs }.
Ctrl+C asks the script to stop and keeps what it saved (exit code 130); a second one ends it at once.
Exit code: 0 succeeded, 1 failed or does not compile, 2 wrong usage, 130 or 143 cancelled.
`;

export const addRunCommand: AddCommand = (program, context, done) => {
    program
        .command('run')
        .summary('run a sync, an action or an on-event script')
        .description('Runs one script: a sync, an action or an on-event script.')
        .argument('<script>', "<integration>/<script>, a script's name, or its file")
        .option('--kind <kind>', 'sync, action or on-event, where a name is more than one', kindFlag)
        .option('--project <folder>', 'a folder in the project (default: the current one)')
        .option('--connection <id|file>', 'a connection id, or a file holding a whole connection')
        .option('--metadata <json|@file>', "replaces the connection's metadata, for this run only")
        .option('--input <json|@file>', "the action's input")
        .option('--payload <json|@file>', "a webhook's body: runs the sync's webhook handler")
        .option('--event <name>', 'the event of an on-event script, or the type of a webhook')
        .option('--variant <name>', 'the variant that a sync runs as')
        .option('--checkpoint <json|@file>', "replaces the script's checkpoint, for this run only")
        .option('--last-sync-date <date>', 'what nango.lastSyncDate is: an ISO 8601 date', (text) =>
            dateFlag('--last-sync-date', text),
        )
        .option('--now <date>', "what the script's clock says at the start: an ISO 8601 date", (text) =>
            dateFlag('--now', text),
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
        .option('--read-only', 'refuse POST, PUT, PATCH and DELETE to the provider')
        .option('--max-pages <number>', 'end each pagination after so many pages', (text) =>
            numberFlag('--max-pages', text, 1, true),
        )
        .option('--max-records <number>', 'end the run after so many saved records', (text) =>
            numberFlag('--max-records', text, 1, true),
        )
        .option('--validate', 'fail when records, input or output do not match their models')
        .option('--strict', 'refuse imports that are only warned about otherwise')
        .addOption(new Option('--lenient', 'give scripts fetch, all timers and encoders, too').conflicts('strict'))
        .option('--store <folder>', 'where records and runs are kept (default: .syncbench in the project)')
        .addOption(new Option('--ephemeral', 'a new, empty store, removed at the end').conflicts('store'))
        .option('--no-bodies', 'keep nothing of what HTTP calls send and receive')
        .option('--json', 'one JSON document on stdout instead of text')
        .option('--no-color', 'no colours (as with NO_COLOR)')
        .addHelpText('after', HELP)
        .action(async (script: string, flags: RunFlags) => {
            const { runScript } = await import('../run/runScript');
            done(await runScript(script, flags, context));
        });
};
