/** `NangoSync` (nango-semantics §3.5) and how its calls check records, in the words of this project. */
export const SYNC = `/** A model's name. Any other text is accepted too: a name may be computed. */
type ModelName = Extract<keyof NangoModels, string>;

/** Records as a call with this model name takes them: where the name is known, they must have the model's type. */
type Saved<T, Name> = Name extends ModelName ? (T extends NangoModels[Name] ? T : NangoModels[Name]) : T;
type Updated<T, Name> = Name extends ModelName ? Saved<T, Name> | (T extends PartOf<Name> ? T : PartOf<Name>) : T;
type Deleted<T, Name> = Name extends ModelName ? (T extends IdOf<Name> ? T : IdOf<Name>) : T;

/** Some fields of a model's records, and the id that says whose. */
type PartOf<Name extends ModelName> = Partial<NangoModels[Name]> & IdOf<Name>;
type IdOf<Name extends ModelName> = NangoModels[Name] extends { id: infer Id } ? { id: Id } : object;

/** What syncs receive as nango. */
export declare class NangoSync extends NangoAction {
    /** When the last successful run began; undefined before the first one. */
    lastSyncDate?: Date;
    /** 'base' unless the connection has variants of the sync. */
    variant: string;
    /** Whether records that a run no longer finds are marked as deleted. */
    track_deletes: boolean;

    /** Inserts records, and replaces those whose id is known. A literal model name has the records checked against it. */
    batchSave<T extends object, Name extends ModelName | (string & {}) = string>(
        records: Saved<T, Name>[],
        model: Name,
    ): Promise<boolean | null>;
    /** @deprecated Use batchSave. */
    batchSend<T extends object, Name extends ModelName | (string & {}) = string>(
        records: Saved<T, Name>[],
        model: Name,
    ): Promise<boolean | null>;
    /** Merges the given fields into known records; unknown ids are ignored. */
    batchUpdate<T extends object, Name extends ModelName | (string & {}) = string>(
        records: Updated<T, Name>[],
        model: Name,
    ): Promise<boolean | null>;
    /** Marks records as deleted; only their id matters. */
    batchDelete<T extends object, Name extends ModelName | (string & {}) = string>(
        records: Deleted<T, Name>[],
        model: Name,
    ): Promise<boolean | null>;

    /** Stored records by the ids that were asked for; unknown ids are missing. Since February 2025. */
    getRecordsByIds<K = string | number, T = any>(ids: K[], model: ModelName | (string & {})): Promise<Map<K, T>>;
    /** Every stored record of a model, one after the other: for await (const record of ...). Since March 2026. */
    listRecords<T = any>(
        model: ModelName | (string & {}),
        options?: { cursor?: string },
    ): AsyncGenerator<T, undefined, void>;
    /** What wins when a record was changed meanwhile; once per model, before any other call. */
    setMergingStrategy(
        merging: { strategy: 'ignore_if_modified_after' | 'override' },
        model: ModelName | (string & {}),
    ): Promise<void>;
    /** @deprecated Use trackDeletesStart and trackDeletesEnd. */
    deleteRecordsFromPreviousExecutions(model: ModelName | (string & {})): Promise<{ deletedKeys: string[] }>;
    /** From here on every saved id counts as seen; since March 2026. */
    trackDeletesStart(model: ModelName | (string & {})): Promise<void>;
    /** Marks as deleted what was not seen since trackDeletesStart; since March 2026. */
    trackDeletesEnd(model: ModelName | (string & {})): Promise<{ deletedKeys: string[] }>;
}
`;
