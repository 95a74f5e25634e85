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
}
