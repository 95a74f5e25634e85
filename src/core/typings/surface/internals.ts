/**
 * Names that the official typings export though scripts have no use for them (nango-semantics §3.1): an import of one
 * type-checks here as there.
 */
export const INTERNALS = `/** Internal of the official SDK: levels of log lines by their former names. */
export declare const oldLevelToNewLevel: Readonly<
    Record<'debug' | 'info' | 'warn' | 'error' | 'verbose' | 'silly' | 'http', 'debug' | 'info' | 'warn' | 'error'>
>;

/** Internal of the official SDK: what its classes are made with. */
export type NangoProps = Record<string, any>;

/** Internal of the official SDK. */
export declare const defaultPersistApi: any;

/** Internal of the official SDK. */
export declare function instrumentSDK(rawNango: NangoAction | NangoSync): NangoAction | NangoSync;
`;
