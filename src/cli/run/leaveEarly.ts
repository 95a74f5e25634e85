import type { Context } from '../Context';

/**
 * What Ctrl+C does while nothing runs yet: the program ends. A run that was to print a document prints one that says so.
 * `words` is the command line after the program's name.
 */
export async function leaveEarly(words: string[], context: Context, exitCode: number): Promise<void> {
    if (words[0] === 'run') await sayCancelled(words.includes('--json'), context);
    // Whatever still goes on must not add to it.
    await Promise.all([context.out.close(), context.err.close()]);
    await leaveInHurry(context, exitCode);
}

/** How long leaving in a hurry may wait for children to end and output to be taken. */
const HURRY_MS = 500;

export async function leaveInHurry(context: Context, exitCode: number): Promise<void> {
    setTimeout(() => process.exit(exitCode), HURRY_MS).unref();
    await context.exit(exitCode);
}

/** How long the document of a run that was ended in a hurry may take. */
const DOCUMENT_MS = 2_000;

/** As `leaveInHurry`, of a run that prints a document: its script is ended at once, and the document is still printed. */
export async function endInHurry(context: Context, exitCode: number): Promise<void> {
    setTimeout(() => process.exit(exitCode), DOCUMENT_MS).unref();
    await (await context.engine()).abandon();
}

async function sayCancelled(asJson: boolean, context: Context): Promise<void> {
    const message = 'The run was cancelled before it started.';
    if (!asJson) {
        context.err.write(`${message}\n`);
        return;
    }
    const { runDocument } = await import('../output/runDocument');
    const error = { type: 'script_aborted', message };
    const facts = { ok: false, kind: null, output: null, counts: {}, error, durationMs: 0 };
    for (const piece of runDocument(facts)) context.out.write(piece);
}
