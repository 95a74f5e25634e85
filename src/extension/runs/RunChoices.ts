/** Which connection a run uses: one that files or the environment describe, or none. */
export type ConnectionChoice = { kind: 'connection'; id: string } | { kind: 'none' };

/** What a person chose for a run, beside the script. All of it is remembered, so none of it may be secret. */
export interface RunChoices {
    connection?: ConnectionChoice;
    /** An action's input. */
    input?: unknown;
    metadata?: Record<string, unknown>;
    /** ISO 8601 */
    lastSyncDate?: string;
    baseUrl?: string;
    /** A webhook's body, which runs a sync's webhook handler in the place of the sync. `null` is one, too. */
    payload?: unknown;
    /** The event of an on-event script, or the type of a webhook. */
    event?: string;
    /** The variant that a sync runs as; `base` unless told. */
    variant?: string;
    /** What the script's checkpoint is at the start, for the run only. */
    checkpoint?: Record<string, unknown>;
    readOnly?: boolean;
    /** Pages that each `paginate` yields at most. */
    maxPages?: number;
    /** Records that the run saves at most. */
    maxRecords?: number;
    /** Whether data that does not match its declared model fails the run. */
    validate?: boolean;
    /** Origins to which credentials may be sent besides their own. */
    allowOrigins?: string[];
    /** What the script's clock says at the start: ISO 8601. */
    now?: string;
    /** Whether imports are refused that are only warned about otherwise. */
    strict?: boolean;
    /** Whether the script has fetch, all timers and encoders, too. Never together with `strict`. */
    lenient?: boolean;
}

/** A webhook that a sync is given. */
export type Webhook = Pick<RunChoices, 'payload' | 'event'>;
