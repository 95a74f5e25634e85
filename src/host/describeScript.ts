import { UserError } from '../core/findings/UserError';
import type { RunError } from '../protocol/events';
import type { ScriptDescription } from '../protocol/messages';
import type { ChildProcess } from './ChildProcess';
import { CompileFailure } from './CompileFailure';
import type { RunPlan } from './RunPlan';

/**
 * Asks a child what a script declares: its top level is run there, nothing of it is called, and no store is opened.
 * @throws UserError: also when the script does not compile, or does not load
 */
export async function describeScript(plan: RunPlan, child: ChildProcess): Promise<ScriptDescription> {
    const script = await plan.compile(await plan.script()).catch((error: unknown) => {
        throw error instanceof CompileFailure ? mistakeOf(error.toRunError()) : error;
    });
    return new Promise((resolve, reject) => {
        child.attach({
            onEvent: (event) => {
                if (event.type === 'described') resolve(event.description);
                if (event.type !== 'refused') return;
                reject(mistakeOf(event.error));
            },
            handlers: { 'connection.get': refuse, 'script.compile': refuse },
        });
        void child.connected.then((channel) => channel.sendEvent({ type: 'describe', script }));
        void child.exited.then(() =>
            reject(
                new UserError(
                    'describe_failed',
                    `${script.integration}/${script.name} ended its process while it loaded.`,
                    {
                        location: { file: script.file, line: 1, column: 1 },
                        advice: 'Look for endless work at its top level.',
                    },
                ),
            ),
        );
        setTimeout(() => child.kill(), LOADING_MS).unref();
    });
}

/** A script that takes longer to load is in an endless loop. */
const LOADING_MS = 20_000;

const refuse = () => Promise.reject(new Error('Nothing is run for a description.'));

function mistakeOf({ type, message, advice, file, line = 1, column = 1 }: RunError): UserError {
    return new UserError(type, message, { advice, location: file ? { file, line, column } : undefined });
}
