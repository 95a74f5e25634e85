import type { RecordOperation } from '../../../src/protocol/events';
import { counts } from './support';

type Call = [RecordOperation, ...Record<string, unknown>[]];

/** What one call makes of a store that holds `before`, seen at record 1. */
export interface Rule {
    rule: string;
    before: Call[];
    call: Call;
    counts: ReturnType<typeof counts>;
    action?: 'ADDED' | 'UPDATED' | 'DELETED';
    payload?: Record<string, unknown>;
    /** Which times of record 1 are new after the call. */
    times?: ('first_seen_at' | 'last_modified_at' | 'deleted_at')[];
    scope?: { live: number; deleted: number };
    states?: number;
}

const one = { id: '1', title: 'a' };
const other = { id: '1', title: 'b' };

/** nango-semantics §6.1 and §6.3–6.5, row by row. */
export const rules: Rule[] = [
    // §6.3
    {
        rule: '§6.3 inserted: no row',
        before: [],
        call: ['batchSave', one],
        counts: counts(1, 0, 0, 0),
        action: 'ADDED',
        payload: one,
        scope: { live: 1, deleted: 0 },
        states: 1,
    },
    {
        rule: '§6.3 undeleted: the row is deleted',
        before: [
            ['batchSave', one],
            ['batchDelete', { id: '1' }],
        ],
        call: ['batchSave', one],
        counts: counts(1, 0, 0, 0),
        action: 'ADDED',
        payload: one,
        times: ['first_seen_at', 'last_modified_at', 'deleted_at'],
        scope: { live: 1, deleted: 0 },
        states: 3,
    },
    {
        rule: '§6.3 undeleted, also when the hash is that of the deletion',
        before: [['batchDelete', { id: '1' }]],
        call: ['batchSave', { id: '1' }],
        counts: counts(1, 0, 0, 0),
        action: 'ADDED',
        times: ['first_seen_at', 'last_modified_at', 'deleted_at'],
        scope: { live: 1, deleted: 0 },
    },
    {
        rule: '§6.3 changed: the hash differs',
        before: [['batchSave', one]],
        call: ['batchSave', other],
        counts: counts(0, 1, 0, 0),
        action: 'UPDATED',
        payload: other,
        times: ['last_modified_at'],
        scope: { live: 1, deleted: 0 },
        states: 2,
    },
    {
        rule: '§6.1 changed: only the order of keys differs',
        before: [['batchSave', one]],
        call: ['batchSave', { title: 'a', id: '1' }],
        counts: counts(0, 1, 0, 0),
        action: 'UPDATED',
    },
    {
        rule: '§6.1 unchanged: undefined fields do not count',
        before: [['batchSave', one]],
        call: ['batchSave', { ...one, body: undefined }],
        counts: counts(0, 0, 1, 0),
    },
    {
        rule: '§6.1 unchanged: _nango_metadata does not count',
        before: [['batchSave', one]],
        call: ['batchSave', { ...one, _nango_metadata: { cursor: 'x' } }],
        counts: counts(0, 0, 1, 0),
        payload: one,
    },
    {
        rule: '§6.1 one identity: 1 and "1", but another hash',
        before: [['batchSave', { id: 1 }]],
        call: ['batchSave', { id: '1' }],
        counts: counts(0, 1, 0, 0),
    },
    {
        rule: '§6.3 unchanged: same hash, nothing touched',
        before: [['batchSave', one]],
        call: ['batchSave', one],
        counts: counts(0, 0, 1, 0),
        action: 'ADDED',
        payload: one,
        times: [],
        scope: { live: 1, deleted: 0 },
        states: 1,
    },
    {
        rule: '§6.3 deleted: a live row',
        before: [['batchSave', one]],
        call: ['batchDelete', { id: '1' }],
        counts: counts(0, 0, 0, 1),
        action: 'DELETED',
        times: ['last_modified_at', 'deleted_at'],
        scope: { live: 0, deleted: 1 },
        states: 2,
    },
    // §6.4
    {
        rule: '§6.4 an unknown id becomes a deleted row and is not counted',
        before: [],
        call: ['batchDelete', one],
        counts: counts(0, 0, 0, 0),
        action: 'DELETED',
        payload: one,
        scope: { live: 0, deleted: 1 },
    },
    {
        rule: '§6.4 a deleted row gets a new time and is not counted',
        before: [
            ['batchSave', one],
            ['batchDelete', { id: '1' }],
        ],
        call: ['batchDelete', { id: '1' }],
        counts: counts(0, 0, 0, 0),
        action: 'DELETED',
        times: ['last_modified_at', 'deleted_at'],
        scope: { live: 0, deleted: 1 },
        states: 2,
    },
    {
        rule: '§6.4 the payload is what was passed',
        before: [['batchSave', one]],
        call: ['batchDelete', { id: '1', why: 'gone' }],
        counts: counts(0, 0, 0, 1),
        payload: { id: '1', why: 'gone' },
    },
    // §6.5
    {
        rule: '§6.5 merges deeply, replaces arrays and null',
        before: [['batchSave', { id: '1', a: { b: 1, c: [1, 2], d: 1 } }]],
        call: ['batchUpdate', { id: '1', a: { c: [3], d: null }, e: 2 }],
        counts: counts(0, 1, 0, 0),
        action: 'UPDATED',
        payload: { id: '1', a: { b: 1, c: [3], d: null }, e: 2 },
        times: ['last_modified_at'],
        states: 2,
    },
    { rule: '§6.5 an unknown id is ignored', before: [], call: ['batchUpdate', one], counts: counts(0, 0, 0, 0) },
    {
        rule: '§6.5 a deleted row is ignored',
        before: [['batchDelete', { id: '1' }]],
        call: ['batchUpdate', one],
        counts: counts(0, 0, 0, 0),
        action: 'DELETED',
        payload: { id: '1' },
        times: [],
    },
    {
        rule: '§6.5 the same partial again changes nothing',
        before: [
            ['batchSave', one],
            ['batchUpdate', { id: '1', x: 1 }],
        ],
        call: ['batchUpdate', { id: '1', x: 1 }],
        counts: counts(0, 0, 1, 0),
        payload: { ...one, x: 1 },
        times: [],
        states: 2,
    },
    {
        rule: '§6.5 a full save of what the merge gave counts as changed',
        before: [
            ['batchSave', one],
            ['batchUpdate', { id: '1', x: 1 }],
        ],
        call: ['batchSave', { ...one, x: 1 }],
        counts: counts(0, 1, 0, 0),
        payload: { ...one, x: 1 },
    },
    {
        rule: '§6.5 a save of the partial itself is unchanged',
        before: [
            ['batchSave', one],
            ['batchUpdate', { id: '1', x: 1 }],
        ],
        call: ['batchSave', { id: '1', x: 1 }],
        counts: counts(0, 0, 1, 0),
        payload: { ...one, x: 1 },
        times: [],
    },
];
