import type { RunRequest } from './messages';

/** What a run was started with, as its store keeps it and as it is shown: nothing that was not told. */
export function givenOptions(request: RunRequest): Record<string, unknown> {
    return Object.fromEntries(GIVEN.flatMap((key) => (request[key] === undefined ? [] : [[key, request[key]]])));
}

const GIVEN = [
    ...(['input', 'payload', 'event', 'metadata', 'checkpoint', 'lastSyncDate', 'now', 'baseUrl'] as const),
    ...(['allowOrigins', 'strict', 'lenient', 'readOnly', 'maxPages', 'maxRecords', 'validate', 'keepBodies'] as const),
];
