import { expect, it } from 'vitest';
import type { TimelineFilter } from '../../../src/records';
import { begin, scope, temporaryStore } from './support';

const at = '2026-01-01T00:00:00.000Z';
const log = (seq: number, level: 'debug' | 'info' | 'warn' | 'error', message: string) => {
    return { seq, at, level, message, source: 'script' as const };
};
const http = (seq: number, url: string) => ({ seq, at, method: 'GET', url, requestHeaders: {}, durationMs: 1 });

/** 1 info ‹Grün›, 2 GET /issues, 3 batch of Issue, 4 error ‹broken issue›, 5 debug, 6 GET /users */
function store() {
    const made = temporaryStore();
    const run = begin(made, 'run');
    made.appendTimeline(run, {
        logs: [log(1, 'info', 'Grün'), log(4, 'error', 'broken issue')],
        http: [http(2, '/issues')],
    });
    made.batchSave(run, 3, scope, [{ id: 'a' }]);
    made.appendTimeline(run, { logs: [log(5, 'debug', 'bye')], http: [http(6, '/users')] });
    return made;
}

const table: { rule: string; filter: TimelineFilter; expected: number[] }[] = [
    { rule: 'everything, in order', filter: {}, expected: [1, 2, 3, 4, 5, 6] },
    { rule: 'the first after a place', filter: { afterSeq: 2, limit: 2 }, expected: [3, 4] },
    { rule: 'the last before a place, in order', filter: { beforeSeq: 5, limit: 2 }, expected: [3, 4] },
    { rule: 'between two places', filter: { afterSeq: 1, beforeSeq: 4 }, expected: [2, 3] },
    { rule: 'the newest', filter: { beforeSeq: Number.MAX_SAFE_INTEGER, limit: 3 }, expected: [4, 5, 6] },
    { rule: 'some kinds', filter: { types: ['http', 'batch'] }, expected: [2, 3, 6] },
    { rule: 'levels: log lines only', filter: { levels: ['error', 'debug'] }, expected: [4, 5] },
    { rule: 'levels of what is no log', filter: { levels: ['error'], types: ['http'] }, expected: [] },
    { rule: 'text in message, URL or model', filter: { text: 'ISSUE' }, expected: [2, 3, 4] },
    { rule: 'text beyond ASCII, whatever its case', filter: { text: 'GRÜ' }, expected: [1] },
    { rule: 'text, newest first found', filter: { text: 'issue', beforeSeq: 9, limit: 2 }, expected: [3, 4] },
    { rule: 'text and level', filter: { text: 'issue', levels: ['info'] }, expected: [] },
];

it.each(table)('$rule', ({ filter, expected }) => {
    expect(
        store()
            .timeline('run', filter)
            .map(({ seq }) => seq),
    ).toEqual(expected);
});

it('an unknown run has none', () => {
    expect(store().timeline('nobody')).toEqual([]);
});
