import { UserError } from '../../core/findings/UserError';
import { LIMITS } from '../../core/policy/limits';
import type { RunScope } from '../RunScope';
import { type Checkpoint, checkpointKey, readCheckpointValue } from './checkpointRules';
import { differsFromDryrun } from './differsFromDryrun';

/**
 * The checkpoint of a script on a connection (nango-semantics §3.7). It stays in the store, or for the run only when the
 * run was given one.
 */
export class Checkpoints {
    /** The version that this run has seen; another run's change in between is a conflict. */
    private version: number | undefined;
    private given: Checkpoint | undefined;
    private readonly isGiven: boolean;

    constructor(private readonly scope: RunScope) {
        const { checkpoint } = scope.runtime.request;
        this.isGiven = scope.depth === 0 && checkpoint !== undefined;
        this.given = this.isGiven ? (checkpoint as Checkpoint) : undefined;
    }

    /** The last one saved; null when there is none. */
    get(): Checkpoint | null {
        if (this.isGiven) return this.given ? { ...this.given } : null;
        const isFirst = this.version === undefined;
        const { version, value } = this.read();
        if (isFirst && value) differsFromDryrun(this.scope.recorder, 'checkpoint');
        this.version = version;
        return (value as Checkpoint | undefined) ?? null;
    }

    /** @throws UserError `invalid_checkpoint`, `checkpoint_conflict` */
    save(value: unknown): void {
        const read = readCheckpointValue(value);
        if ('problem' in read) {
            throw new UserError('invalid_checkpoint', `Error saving checkpoint: ${read.problem}.`, {
                advice: `A checkpoint is a flat object of at most ${LIMITS.checkpointFields} texts, numbers and booleans.`,
            });
        }
        this.scope.recorder.watchForSecrets(JSON.stringify(read.checkpoint), 'The checkpoint');
        this.write(read.checkpoint);
    }

    /** @throws UserError `checkpoint_conflict` */
    clear(): void {
        this.write(undefined);
    }

    private write(checkpoint: Checkpoint | undefined): void {
        if (this.isGiven) {
            this.given = checkpoint;
            return;
        }
        const version = this.version ?? this.read().version;
        this.version = this.scope.runtime.store.writeCheckpoint(this.key, checkpoint, version);
        if (this.version !== undefined) return;
        const what = checkpoint ? 'saving' : 'clearing';
        throw new UserError('checkpoint_conflict', `Error ${what} checkpoint: another run has changed it.`, {
            advice: 'Read it again with getCheckpoint, and go on from there.',
        });
    }

    private read() {
        return this.scope.runtime.store.checkpoint(this.key);
    }

    private get key() {
        const { integration } = this.scope.script;
        return { integration, connectionId: this.scope.connectionId, key: checkpointKey(this.scope.recorder.run) };
    }
}
