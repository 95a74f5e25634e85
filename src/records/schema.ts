import type { Migration } from './migrations';

/**
 * What the columns mean where their name does not say it:
 * - times are microseconds since 1970 (timestamps.ts); `state.clock` is the last one given out, so that no two
 *   rows of a store share a time and a page cursor is never ambiguous;
 * - `records.hash` is the hash of what was sent, which after batchUpdate is not the hash of `payload` (`merged` = 1);
 * - `records.action`: 0 added, 1 updated, 2 deleted; first in the index, so that each filter reads only its own rows;
 * - `history` holds the former states of a record; a record that was only ever added has none;
 * - `journal.refs` holds, per record of the call, the row of `records` and of `payloads` (journalRefs.ts);
 * - `former_runs` remembers the ids of runs that retention removed, because records still name them.
 */
const VERSION_1 = `
CREATE TABLE state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    clock INTEGER NOT NULL, last_record INTEGER NOT NULL, last_payload INTEGER NOT NULL
);
INSERT INTO state VALUES (1, 0, 0, 0);

CREATE TABLE runs (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    parent TEXT,
    integration TEXT NOT NULL, kind TEXT NOT NULL, script TEXT NOT NULL, variant TEXT NOT NULL,
    connection TEXT NOT NULL,
    started_at TEXT NOT NULL, options TEXT NOT NULL,
    pid INTEGER NOT NULL, owner TEXT NOT NULL,
    status TEXT NOT NULL, finished_at TEXT, duration_ms REAL, outcome TEXT, warnings TEXT NOT NULL,
    logs INTEGER NOT NULL DEFAULT 0, http INTEGER NOT NULL DEFAULT 0, batches INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX runs_by_script ON runs (integration, script, connection, variant, kind, status);
CREATE INDEX runs_running ON runs (status) WHERE status = 'running';
CREATE INDEX runs_by_parent ON runs (parent) WHERE parent IS NOT NULL;
CREATE TABLE former_runs (n INTEGER PRIMARY KEY, id TEXT NOT NULL);
CREATE TABLE run_models (
    run INTEGER NOT NULL, model TEXT NOT NULL,
    added INTEGER NOT NULL, updated INTEGER NOT NULL, unchanged INTEGER NOT NULL, deleted INTEGER NOT NULL,
    PRIMARY KEY (run, model)
) WITHOUT ROWID;

CREATE TABLE timeline (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL, type INTEGER NOT NULL, seq INTEGER NOT NULL, body TEXT NOT NULL
);
CREATE UNIQUE INDEX timeline_by_seq ON timeline (run, type, seq);

CREATE TABLE scopes (
    id INTEGER PRIMARY KEY,
    integration TEXT NOT NULL, connection TEXT NOT NULL, model TEXT NOT NULL, variant TEXT NOT NULL,
    live INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0,
    UNIQUE (integration, connection, model, variant)
);
CREATE TABLE payloads (id INTEGER PRIMARY KEY, hash TEXT NOT NULL, json TEXT NOT NULL);
CREATE UNIQUE INDEX payloads_by_hash ON payloads (hash);
CREATE TABLE records (
    id INTEGER PRIMARY KEY,
    scope INTEGER NOT NULL, external_id TEXT NOT NULL,
    hash TEXT NOT NULL, merged INTEGER NOT NULL, payload INTEGER NOT NULL,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, deleted_at INTEGER, action INTEGER NOT NULL,
    run INTEGER NOT NULL
);
CREATE UNIQUE INDEX records_by_id ON records (scope, external_id);
CREATE UNIQUE INDEX records_by_time ON records (scope, action, updated_at);
CREATE TABLE history (
    record INTEGER NOT NULL, updated_at INTEGER NOT NULL, action INTEGER NOT NULL, payload INTEGER NOT NULL,
    run INTEGER NOT NULL,
    PRIMARY KEY (record, updated_at)
) WITHOUT ROWID;
CREATE INDEX history_by_run ON history (run);
CREATE TABLE journal (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
    operation INTEGER NOT NULL, scope INTEGER NOT NULL, records INTEGER NOT NULL,
    added INTEGER NOT NULL, updated INTEGER NOT NULL, unchanged INTEGER NOT NULL, deleted INTEGER NOT NULL,
    refs BLOB NOT NULL
);
CREATE UNIQUE INDEX journal_by_seq ON journal (run, seq);

CREATE TABLE metadata (
    integration TEXT NOT NULL, connection TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (integration, connection)
) WITHOUT ROWID;
`;

/**
 * - `checkpoints.value` is null when the checkpoint was cleared; `version` grows with every change of it;
 * - `deletion_marks`: since which run a script's trackDeletesStart counts a record as seen;
 * - `locks` belong to a run and are void when it is over or its process is gone; `expires_at` in milliseconds.
 */
const VERSION_2 = `
CREATE TABLE checkpoints (
    integration TEXT NOT NULL, connection TEXT NOT NULL, key TEXT NOT NULL,
    version INTEGER NOT NULL, value TEXT,
    PRIMARY KEY (integration, connection, key)
) WITHOUT ROWID;
CREATE TABLE deletion_marks (
    scope INTEGER NOT NULL, key TEXT NOT NULL, run INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) WITHOUT ROWID;
CREATE TABLE locks (key TEXT PRIMARY KEY, run INTEGER NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX locks_by_run ON locks (run);
`;

/** `runs.refused`: of its HTTP attempts, those that `--read-only` refused. */
const VERSION_3 = 'ALTER TABLE runs ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;';

/**
 * What is kept of HTTP bodies, `run` and `seq` as in `timeline`. In a table of its own, because pages of the timeline are
 * read without them.
 * - `side`: 0 the request's, 1 the response's; `size` in bytes, of the whole body;
 * - `text` is only its beginning where `cut` is 1, and null where nothing of it is kept: `omitted` says why.
 */
const VERSION_4 = `
CREATE TABLE bodies (
    id INTEGER PRIMARY KEY, run INTEGER NOT NULL, seq INTEGER NOT NULL, side INTEGER NOT NULL,
    type TEXT, size INTEGER, cut INTEGER NOT NULL DEFAULT 0, omitted TEXT, text TEXT
);
CREATE UNIQUE INDEX bodies_by_seq ON bodies (run, seq, side);
`;

/** Every step from an empty file to the present schema, oldest first. Never change a released one. */
export const MIGRATIONS: readonly Migration[] = [
    { version: 1, sql: VERSION_1 },
    { version: 2, sql: VERSION_2 },
    { version: 3, sql: VERSION_3 },
    { version: 4, sql: VERSION_4 },
];
