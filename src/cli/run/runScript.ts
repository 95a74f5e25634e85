import path from 'node:path';
import type { RunInput, RunSession } from '../../host/types';
import type { RunOutcome } from '../../protocol/events';
import { type Context, EXIT } from '../Context';
import type { RunFlags } from '../commands/runCommand';
import { jsonFlag, jsonObjectFlag, jsonObjectOrNullFlag } from '../flags/jsonFlag';
import { projectFlags } from '../flags/projectFlags';
import { scriptArgument } from '../flags/scriptArgument';
import { ERASE_LINE } from '../output/LiveLine';
import { ephemeralStore } from './ephemeralStore';
import { endInHurry, leaveInHurry } from './leaveEarly';
import { presentAsJson } from './presentAsJson';
import { presentAsText } from './presentAsText';

/** What a presentation of a run needs. */
export interface RunView {
    session: RunSession;
    context: Context;
    /** The store is removed at the end. */
    ephemeral: boolean;
    /** The flags by which another command finds the run's store from here. */
    storeFlags: string[];
    /** The flags by which another command finds the run's project from here. */
    projectFlags: string[];
}

/** `syncbench run`: runs a script and shows it as text or as a JSON document; resolves with the exit code. */
export async function runScript(script: string, flags: RunFlags, context: Context): Promise<number> {
    const input = await runInput(script, flags, context.cwd);
    const store = flags.ephemeral ? ephemeralStore() : undefined;
    try {
        const engine = await context.engine();
        const session = await engine.start({ ...input, storeFolder: store?.folder ?? input.storeFolder });
        cancelOnInterrupt(session, context, flags.json ? endInHurry : leaveInHurry);
        context.out.onBroken(() => session.cancel());
        const { root } = session.target.project;
        const ofProject = flags.project === undefined ? projectFlags(root, context.cwd) : ['--project', flags.project];
        const storeFlags = flags.store === undefined ? ofProject : ['--store', flags.store];
        const ephemeral = store !== undefined;
        const view: RunView = { session, context, ephemeral, storeFlags, projectFlags: ofProject };
        const outcome = await (flags.json ? presentAsJson(view) : presentAsText(view));
        return exitCode(outcome, context.interrupts.exitCode);
    } finally {
        store?.remove();
    }
}

function cancelOnInterrupt(session: RunSession, context: Context, hurry: typeof leaveInHurry): void {
    context.interrupts.react({
        ask: () => {
            session.cancel();
            const erase = context.isTerminal ? ERASE_LINE : '';
            context.err.write(`${erase}Cancelling; what was saved is kept. Press Ctrl+C again to stop at once.\n`);
        },
        force: (code) => void hurry(context, code),
    });
}

async function runInput(script: string, flags: RunFlags, cwd: string): Promise<RunInput> {
    const query = scriptArgument(script, flags.kind, cwd);
    const [metadata, checkpoint, input, payload] = await Promise.all([
        flags.metadata === undefined ? undefined : jsonObjectOrNullFlag('--metadata', flags.metadata, cwd),
        flags.checkpoint === undefined ? undefined : jsonObjectFlag('--checkpoint', flags.checkpoint, cwd),
        flags.input === undefined ? undefined : jsonFlag('--input', flags.input, cwd),
        flags.payload === undefined ? undefined : jsonFlag('--payload', flags.payload, cwd),
    ]);
    const { event, lastSyncDate, now, strict, lenient, readOnly, maxPages, maxRecords, validate } = flags;
    const home = 'file' in query ? path.dirname(query.file) : cwd;
    return {
        folder: flags.project === undefined ? home : path.resolve(cwd, flags.project),
        script: query,
        workingFolder: cwd,
        connection: flags.connection,
        metadata,
        checkpoint,
        variant: flags.variant,
        input,
        payload,
        ...{ event, lastSyncDate, now, strict, lenient, readOnly, maxPages, maxRecords, validate },
        baseUrl: flags.baseUrl,
        allowOrigins: flags.allowOrigin,
        retryScale: flags.retryScale,
        ...(flags.bodies === false && { keepBodies: false }),
        storeFolder: flags.store === undefined ? undefined : path.resolve(cwd, flags.store),
    };
}

function exitCode(outcome: RunOutcome, interrupted: number | undefined): number {
    if (outcome.status === 'succeeded') return EXIT.ok;
    return outcome.status === 'cancelled' ? (interrupted ?? EXIT.failed) : EXIT.failed;
}
