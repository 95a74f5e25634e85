import { expect, test } from 'vitest';
import { ACTION, action, findingsIn, HELPER, ON_EVENT, SYNC, sync, ZERO, zeroAction, zeroSync } from '../markedSource';
import { ruleTable } from '../ruleTable';

ruleTable('unknown-model', SYNC, {
    flagged: [
        ['batchSave', sync(`await nango.batchSave(x, [['Isue']]);`)],
        ['batchDelete', sync(`await nango.batchDelete(x, [["issue"]]);`)],
        ['batchUpdate, batchSend', sync(`await nango.batchUpdate(x, [['A']]); await nango.batchSend(x, [['B']]);`)],
        ['getRecordsByIds', sync(`await nango.getRecordsByIds(ids, [['Isue']]);`)],
        ['listRecords', sync(`for await (const r of nango.listRecords([['Isue']], { cursor })) {}`)],
        ['setMergingStrategy', sync(`await nango.setMergingStrategy({ strategy: 'override' }, [['Isue']]);`)],
        [
            'trackDeletesStart and -End',
            sync(`await nango.trackDeletesStart([['X']]); await nango.trackDeletesEnd([['X']]);`),
        ],
        ['a template without placeholders', sync('await nango.batchSave(x, [[`Isue`]]);')],
        ['a literal that is cast', sync(`await nango.batchSave(x, [['Isue']] as any);`)],
        [
            'a helper',
            `export async function save(nango: NangoSync, x) { await nango.batchSave(x, [['Isue']]); }`,
            HELPER,
        ],
        ['a destructured call', sync(`const { batchSave } = nango; await batchSave(x, [['Isue']]);`)],
        ['a name of Object.prototype', sync(`await nango.batchSave(x, [['constructor']]);`)],
        ['a zero-YAML sync', zeroSync(`await nango.batchSave(x, [['Isue']]);`), ZERO],
    ],
    silent: [
        ['a model', sync(`await nango.batchSave(x, 'Issue'); await nango.batchDelete(x, 'Label');`)],
        ['a name that is not written out', sync('await nango.batchSave(x, model); await nango.batchSave(x, `${a}`);')],
        ['a sum', sync(`await nango.batchSave(x, 'Is' + 'sue');`)],
        ['a missing argument', sync(`await nango.batchSave(x);`)],
        ['arguments that are spread', sync(`await nango.batchSave(...args, 'Isue');`)],
        [
            'other calls',
            sync(`await nango.log('Isue'); await nango.get('Isue'); await nango.triggerAction('a', 'Isue');`),
        ],
        ['other objects', sync(`await store.batchSave(x, 'Isue');`)],
        [
            'a project whose models are not known',
            sync(`await nango.batchSave(x, 'Isue');`),
            { ...SYNC, models: undefined, outputs: undefined } as never,
        ],
        ['a model of another sync, read', sync(`await nango.getRecordsByIds(ids, 'Unsaved');`)],
        [
            'a zero-YAML sync with its models',
            zeroSync(`await nango.batchSave(x, 'Issue'); await nango.batchSave(x, 'Label');`),
            ZERO,
        ],
        [
            'models that are spread',
            `import { createSync } from 'nango'; export default createSync({ models: { ...all }, exec: async (nango) => { await nango.batchSave(x, 'A'); } });`,
            ZERO,
        ],
        [
            'models declared elsewhere',
            `import { createSync } from 'nango'; export default createSync({ models, exec: async (nango) => { await nango.batchSave(x, 'A'); } });`,
            ZERO,
        ],
        [
            'computed model names',
            `import { createSync } from 'nango'; export default createSync({ models: { [name]: M }, exec: async (nango) => { await nango.batchSave(x, 'A'); } });`,
            ZERO,
        ],
        [
            'quoted model names',
            `import { createSync } from 'nango'; export default createSync({ models: { 'Issue': M }, exec: async (nango) => { await nango.batchSave(x, 'Issue'); } });`,
            ZERO,
        ],
    ],
});

ruleTable('model-not-in-output', SYNC, {
    flagged: [
        ['a model of another sync', sync(`await nango.batchSave(x, [['Unsaved']]);`)],
        [
            'a webhook handler',
            `export const onWebhookPayloadReceived = async (nango, p) => { await nango.batchDelete(x, [['Unsaved']]); }; ${sync('')}`,
        ],
    ],
    silent: [
        ['the output', sync(`await nango.batchSave(x, 'Issue');`)],
        [
            'reading records of another sync',
            sync(`await nango.getRecordsByIds(ids, 'Unsaved'); nango.listRecords('Unsaved');`),
        ],
        ['an unknown model', sync(`await nango.batchSave(x, 'Isue');`)],
        ['a helper', `export async function save(nango: NangoSync) { await nango.batchSave(x, 'Unsaved'); }`, HELPER],
        [
            'a sync whose output is not known',
            sync(`await nango.batchSave(x, 'Unsaved');`),
            { ...SYNC, outputs: undefined } as never,
        ],
    ],
});

ruleTable('sync-only-call', ACTION, {
    flagged: [
        ['batchSave', action(`await [[nango.batchSave]](x, 'Issue');`)],
        [
            'every batch call',
            action(
                `await [[nango.batchDelete]](x, 'Issue'); await [[nango.batchUpdate]](x, 'Issue'); await [[nango.batchSend]](x, 'I');`,
            ),
        ],
        ['listRecords', action(`for await (const r of [[nango.listRecords]]('Issue')) {}`)],
        [
            'other calls that only syncs have',
            action(`await [[nango.getRecordsByIds]](ids, 'Issue'); await [[nango.trackDeletesStart]]('Issue');`),
        ],
        [
            'an action that says it is a sync',
            `export default async function runAction(nango: NangoSync) { await [[nango.batchSave]](x, 'Issue'); }`,
        ],
        [
            'a function of the action',
            `async function go(n) { await [[n.batchSave]](x, 'Issue'); } ${action('await go(nango);')}`,
        ],
        ['a destructured call', action(`const { batchSave } = nango; await [[batchSave]](x, 'Issue');`)],
        [
            'an on-event script',
            `export default async function onEvent(nango) { await [[nango.batchSave]](x, 'Issue'); }`,
            ON_EVENT,
        ],
        [
            'a helper for actions',
            `export async function go(nango: NangoAction) { await [[nango.batchSave]](x, 'Issue'); }`,
            HELPER,
        ],
        ['a zero-YAML action', zeroAction(`await [[nango.batchSave]](x, 'Issue');`), ZERO],
    ],
    silent: [
        ['a sync', sync(`await nango.batchSave(x, 'Issue');`), SYNC],
        ['a zero-YAML sync', zeroSync(`await nango.batchSave(x, 'Issue');`), ZERO],
        [
            'a helper for syncs',
            `export async function go(nango: NangoSync) { await nango.batchSave(x, 'Issue'); }`,
            HELPER,
        ],
        [
            'a helper for both',
            `export async function go(nango: NangoSync | NangoAction) { if ('batchSave' in nango) await nango.batchSave(x, 'I'); }`,
            HELPER,
        ],
        ['an untyped helper', `export async function go(nango) { await nango.batchSave(x, 'Issue'); }`, HELPER],
        [
            'calls that actions have',
            action(
                `await nango.get({}); await nango.log('x'); await nango.getMetadata(); await nango.triggerSync('a', 'b', 'c');`,
            ),
        ],
        ['a mention', action(`// nango.batchSave(x, 'Issue')\n const text = "nango.batchSave()";`)],
        ['another object', action(`await store.batchSave(x, 'Issue'); await input.batchSave(x);`)],
        ['a look at whether it is there', action(`if (nango.batchSave) return; const has = 'batchSave' in nango;`)],
        [
            'a file that is source of a sync and an action',
            action(`await nango.batchSave(x, 'Issue');`),
            { ...SYNC, kinds: ['sync', 'action'] },
        ],
        ['fields of syncs', action(`const d = nango.lastSyncDate; const v = nango.variant;`)],
    ],
});

ruleTable('record-without-id', SYNC, {
    flagged: [
        ['a record in the call', sync(`await nango.batchSave([ [[{]] name: 'x' }], 'Issue');`)],
        ['each of several', sync(`await nango.batchSave([ [[{]] a: 1 }, { id: '1' }, [[{]] }], 'Issue');`)],
        ['a mapped record', sync(`await nango.batchSave(items.map((i) => ( [[{]] name: i.name })), 'Issue');`)],
        [
            'a record returned by map',
            sync(`await nango.batchSave(items.map((i) => { return [[{]] name: i.name }; }), 'Issue');`),
        ],
        ['a list in a variable', sync(`const list = [ [[{]] name: 'x' }]; await nango.batchSave(list, 'Issue');`)],
        [
            'a mapped list in a variable',
            sync(`const list = items.map((i) => ( [[{]] name: i.name })); await nango.batchSave(list, 'Issue');`),
        ],
        ['batchDelete', sync(`await nango.batchDelete([ [[{]] key: 1 }], 'Issue');`)],
        ['an id in capitals', sync(`await nango.batchSave([ [[{]] ID: 1, Id: 2, _id: 3 }], 'Issue');`)],
        [
            'an empty id',
            sync(
                `await nango.batchSave([{ [[id: '']] }, { [[id: 0]] }, { [[id: undefined]] }, { [[id: null]] }], 'Issue');`,
            ),
        ],
        ['a cast', sync(`await nango.batchSave([ [[{]] name: 'x' } as Issue], 'Issue');`)],
        ['a zero-YAML sync', zeroSync(`await nango.batchSave([ [[{]] name: 'x' }], 'Issue');`), ZERO],
    ],
    silent: [
        [
            'an id',
            sync(
                `await nango.batchSave([{ id: '1' }, { id }, { 'id': x.id }, { ['id']: 2 }, { id: x?.id ?? '' }], 'Issue');`,
            ),
        ],
        ['a method called id', sync(`await nango.batchSave([{ get id() { return 1; } }], 'Issue');`)],
        ['a spread', sync(`await nango.batchSave([{ ...item }, { ...item, name: 'x' }], 'Issue');`)],
        ['a computed key', sync(`await nango.batchSave([{ [key]: 1 }], 'Issue');`)],
        [
            'a mapped record with an id',
            sync(`await nango.batchSave(items.map((i) => ({ id: i.id, name: i.name })), 'Issue');`),
        ],
        ['a mapped spread', sync(`await nango.batchSave(items.map((i) => ({ ...i })), 'Issue');`)],
        [
            'a mapper with more to it',
            sync(
                `await nango.batchSave(items.map((i) => { const r = { name: i.name }; r.id = i.id; return r; }), 'Issue');`,
            ),
        ],
        ['a mapper by name', sync(`await nango.batchSave(items.map(toIssue), 'Issue');`)],
        [
            'a list that is changed on the way',
            sync(`const list = [{ name: 'x' }]; list[0].id = 1; await nango.batchSave(list, 'Issue');`),
        ],
        [
            'a list that is mapped on the way',
            sync(
                `const list = items.map((i) => ({ name: i.name })); list.forEach((r) => { r.id = 1; }); await nango.batchSave(list, 'Issue');`,
            ),
        ],
        [
            'a map that goes on',
            sync(`await nango.batchSave(items.map((i) => ({ name: i.name })).map(withId), 'Issue');`),
        ],
        ['no records', sync(`await nango.batchSave([], 'Issue'); await nango.batchSave(records, 'Issue');`)],
        ['an object within a record', sync(`await nango.batchSave([{ id: 1, owner: { name: 'x' } }], 'Issue');`)],
        [
            'an async mapper',
            sync(`await nango.batchSave(await Promise.all(items.map(async (i) => ({ name: i }))), 'Issue');`),
        ],
        ['other calls', sync(`await nango.log([{ name: 'x' }]); await nango.post({ data: [{ name: 'x' }] });`)],
    ],
});

test.each([
    ['Isue', 'Issue'],
    ['issue', 'Issue'],
    ['Lable', 'Label'],
    ['Zebra', undefined],
])('of the model %s it is asked whether %s was meant', (written, meant) => {
    const [finding] = findingsIn(sync(`await nango.batchSave(x, '${written}');`), SYNC, 'unknown-model');
    expect(finding?.replacement).toBe(meant);
    expect(finding?.advice).toContain(meant ?? 'The models are Issue, Label, Unsaved');
});
