import path from 'node:path';
import { kindFlag, scriptArgument } from '../flags/scriptArgument';
import type { AddCommand } from '../program';

interface DescribeFlags {
    kind?: 'sync' | 'action' | 'on-event';
    project?: string;
}

const HELP = `
Prints one JSON document: { integration, kind, name, schemas: { models, input, output, metadata, checkpoint, definitions } }, of a
sync also its models, trackDeletes, syncType, autoStart, webhookSubscriptions and handlesWebhooks, of an on-event script its events.
Schemas are of draft 7. The script is loaded for it, and nothing of it is called.
`;

export const addDescribeCommand: AddCommand = (program, context, done) => {
    program
        .command('describe')
        .summary('what a script declares: models, input and output as JSON schemas')
        .description('Prints what a script declares of itself, as JSON.')
        .argument('<script>', "<integration>/<script>, a script's name, or its file")
        .option('--kind <kind>', 'sync, action or on-event, where a name is more than one', kindFlag)
        .option('--project <folder>', 'a folder in the project (default: the current one)')
        .option('--json', 'as without it; errors, too, are JSON then')
        .option('--no-color', 'no colours (as with NO_COLOR)')
        .addHelpText('after', HELP)
        .action(async (script: string, { kind, project }: DescribeFlags) => {
            const { cwd } = context;
            const query = scriptArgument(script, kind, cwd);
            const folder = project === undefined ? cwd : path.resolve(cwd, project);
            const description = await (await context.engine()).describe({ folder, script: query });
            await context.out.write(`${JSON.stringify(description, undefined, 2)}\n`);
            done(0);
        });
};
