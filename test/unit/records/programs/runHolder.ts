import { UserError } from '../../../../src/core/findings/UserError';
import { RecordStore } from '../../../../src/records';

/**
 * Begins a run and holds it until its input ends, then finishes it. Says `begun`, or the code and message of the
 * refusal. Arguments: store folder, id of the run, connection.
 */
const [folder, runId, connectionId] = process.argv.slice(2) as [string, string, string];

const store = RecordStore.open(folder);
try {
    store.beginRun({
        id: runId,
        integration: 'github',
        kind: 'sync',
        script: 'issues',
        variant: 'base',
        connectionId,
        startedAt: new Date().toISOString(),
        options: {},
    });
    process.stdout.write('begun\n');
    process.stdin.resume().once('end', () => {
        store.finishRun(runId, { status: 'succeeded', durationMs: 1 }, []);
        store.close();
    });
} catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.stdout.write(`${error.code} ${error.message}\n`);
}
