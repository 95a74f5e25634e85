/** A JSON schema of draft 7, as the cloud keeps it for each script (nango-semantics §2.8, §6.10). */
export type JsonSchema = boolean | { [keyword: string]: unknown };

/** What a script declares of its data. `$ref`s lead into `definitions`, as `#/definitions/<name>`. */
export interface ScriptSchemas {
    /** A sync's records, by model. */
    models: Record<string, JsonSchema>;
    /** What an action takes. */
    input?: JsonSchema;
    /** What an action returns. */
    output?: JsonSchema;
    /** The connection's metadata. */
    metadata?: JsonSchema;
    checkpoint?: JsonSchema;
    definitions?: Record<string, JsonSchema>;
}
