/** What the editor tells the server when it starts it. */
export interface ServerOptions {
    /** A URI that explains a finding, with `{code}` in the place of its code. */
    explainUri?: string;
    /** True when the editor answers `RECORD_COUNT`. */
    countsRecords?: boolean;
    /** Absolute path of the provider catalogue, `providers.json`. Without it nothing is said of providers. */
    catalogueFile?: string;
}

/** The settings under `syncbench.findings`. */
export interface FindingSettings {
    /** Severities by code, in the place of the usual ones. */
    severity?: Record<string, 'error' | 'warning' | 'information' | 'hint' | 'off'>;
}

/** Asks the editor how many records of a model the project's store has; null when there is no store. */
export interface RecordCountParams {
    /** Absolute path of the project's folder. */
    projectRoot: string;
    model: string;
}

/** The name of the request; its answer is a number or null. */
export const RECORD_COUNT = 'syncbench/recordCount';
