import { SYNC, sync } from '../markedSource';
import { fixTable } from './fixTable';

fixTable('unknown-model', [
    [
        'writes the model that was meant',
        sync(`await nango.batchSave(x, "Isue");`),
        sync(`await nango.batchSave(x, "Issue");`),
    ],
    ['has nothing where none is near', sync(`await nango.batchSave(x, 'Zebra');`), undefined],
]);

fixTable('model-not-in-output', [
    [
        'writes the output that was meant',
        sync(`await nango.batchSave([], 'Issues');`),
        sync(`await nango.batchSave([], 'Issue');`),
        '',
        { ...SYNC, models: new Set(['Issue', 'Issues']), outputs: new Set(['Issue']) },
    ],
    ['leaves a model that is like none of the outputs', sync(`await nango.batchSave([], 'Unsaved');`), undefined],
]);

fixTable('record-without-id', [
    [
        'takes the id of what is mapped',
        sync(`await nango.batchSave(xs.map((x) => ({ name: x.name })), 'Issue');`),
        sync(`await nango.batchSave(xs.map((x) => ({ id: String(x.id), name: x.name })), 'Issue');`),
    ],
    [
        'leaves the value to the writer',
        sync(`await nango.batchSave([{ name: 'x' }], 'Issue');`),
        sync(`await nango.batchSave([{ id: '', name: 'x' }], 'Issue');`),
    ],
    [
        'fills an empty record',
        sync(`await nango.batchSave([{}], 'Issue');`),
        sync(`await nango.batchSave([{ id: '' }], 'Issue');`),
    ],
]);

fixTable('merging-strategy-order', [
    [
        'moves the call to the beginning',
        `export default async function (nango: NangoSync) {
    const r = await nango.get({});
    await nango.setMergingStrategy({ strategy: 'override' }, 'Issue');
    await nango.batchSave(r.data, 'Issue');
}`,
        `export default async function (nango: NangoSync) {
    await nango.setMergingStrategy({ strategy: 'override' }, 'Issue');
    const r = await nango.get({});
    await nango.batchSave(r.data, 'Issue');
}`,
    ],
    [
        'leaves a call that needs what came before it',
        sync(`const r = await nango.get({}); await nango.setMergingStrategy(r.data, 'Issue');`),
        undefined,
    ],
    [
        'leaves a call in a branch',
        sync(`await nango.get({}); if (a) { await nango.setMergingStrategy({ strategy: 'override' }, 'Issue'); }`),
        undefined,
    ],
]);

fixTable('track-deletes-order', [
    [
        'moves the start up',
        sync(
            `await nango.batchSave([], 'Issue'); await nango.trackDeletesStart('Issue'); await nango.trackDeletesEnd('Issue');`,
        ),
        sync(
            `await nango.trackDeletesStart('Issue'); await nango.batchSave([], 'Issue'); await nango.trackDeletesEnd('Issue');`,
        ),
        'beginning',
    ],
    [
        'moves the end down',
        `export default async function (nango: NangoSync) {
    await nango.trackDeletesStart('Issue');
    await nango.trackDeletesEnd('Issue');
    for (const x of y) {
        await nango.batchSave([x], 'Issue');
    }
}`,
        `export default async function (nango: NangoSync) {
    await nango.trackDeletesStart('Issue');
    for (const x of y) {
        await nango.batchSave([x], 'Issue');
    }
    await nango.trackDeletesEnd('Issue');
}`,
        'end',
    ],
    [
        'moves the end before what ends the script',
        sync(
            `await nango.trackDeletesStart('Issue'); await nango.trackDeletesEnd('Issue'); await nango.batchSave([], 'Issue'); return;`,
        ),
        sync(
            `await nango.trackDeletesStart('Issue'); await nango.batchSave([], 'Issue'); await nango.trackDeletesEnd('Issue'); return;`,
        ),
    ],
    [
        'removes a second call',
        sync(
            `await nango.trackDeletesStart('Issue'); await nango.trackDeletesStart('Issue'); await nango.trackDeletesEnd('Issue');`,
        ),
        sync(`await nango.trackDeletesStart('Issue'); await nango.trackDeletesEnd('Issue');`),
    ],
    [
        'writes the missing end',
        sync(`await nango.trackDeletesStart('Issue'); await nango.batchSave([], 'Issue');`),
        sync(
            `await nango.trackDeletesStart('Issue'); await nango.batchSave([], 'Issue'); await nango.trackDeletesEnd('Issue');`,
        ),
    ],
    [
        'writes the missing start, with the name that nango has',
        `export default async function (n: NangoSync) { await n.batchSave([], 'Issue'); await n.trackDeletesEnd('Issue'); }`,
        `export default async function (n: NangoSync) { await n.trackDeletesStart('Issue'); await n.batchSave([], 'Issue'); await n.trackDeletesEnd('Issue'); }`,
    ],
    [
        'moves the deletion of earlier records to the end',
        sync(`await nango.deleteRecordsFromPreviousExecutions('Issue'); await nango.batchSave([], 'Issue');`),
        sync(`await nango.batchSave([], 'Issue'); await nango.deleteRecordsFromPreviousExecutions('Issue');`),
    ],
]);
