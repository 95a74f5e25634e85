import { SYNC, sync, ZERO, zeroSync } from '../markedSource';
import { ruleTable } from '../ruleTable';

const SAVE = `await nango.batchSave(x, 'Issue');`;
const START = `await nango.trackDeletesStart('Issue');`;
const END = `await nango.trackDeletesEnd('Issue');`;

ruleTable('merging-strategy-order', SYNC, {
    flagged: [
        ['a call after saving', sync(`${SAVE} await [[nango.setMergingStrategy]](s, 'Issue');`)],
        ['a call after fetching', sync(`await nango.get({}); await [[nango.setMergingStrategy]](s, 'Issue');`)],
        [
            'a call in a branch after fetching',
            sync(`await nango.get({}); if (a) { await [[nango.setMergingStrategy]](s, 'Issue'); }`),
        ],
        [
            'a call after the pages',
            sync(`for await (const p of nango.paginate({})) {} await [[nango.setMergingStrategy]](s, 'Issue');`),
        ],
        ['a zero-YAML sync', zeroSync(`${SAVE} await [[nango.setMergingStrategy]](s, 'Issue');`), ZERO],
    ],
    silent: [
        ['the right order', sync(`await nango.setMergingStrategy(s, 'Issue'); await nango.get({}); ${SAVE}`)],
        [
            'other calls before it',
            sync(
                `await nango.log('x'); await nango.getMetadata(); await nango.setMergingStrategy(s, 'Issue'); ${SAVE}`,
            ),
        ],
        [
            'one strategy for each model',
            sync(`await nango.setMergingStrategy(s, 'Issue'); await nango.setMergingStrategy(s, 'Label'); ${SAVE}`),
        ],
        ['a branch of its own', sync(`if (a) { ${SAVE} } else { await nango.setMergingStrategy(s, 'Issue'); }`)],
        ['a branch that leaves', sync(`if (a) { ${SAVE} return; } await nango.setMergingStrategy(s, 'Issue');`)],
        [
            'a helper above that saves',
            `async function save(nango: NangoSync) { ${SAVE} } ${sync(`await nango.setMergingStrategy(s, 'Issue'); await save(nango);`)}`,
        ],
    ],
});

ruleTable('track-deletes-order', SYNC, {
    flagged: [
        ['a start without an end', sync(`await [[nango.trackDeletesStart]]('Issue'); ${SAVE}`)],
        ['an end without a start', sync(`${SAVE} await [[nango.trackDeletesEnd]]('Issue');`)],
        ['a start after saving', sync(`${SAVE} await [[nango.trackDeletesStart]]('Issue'); ${END}`)],
        ['an end before saving', sync(`${START} await [[nango.trackDeletesEnd]]('Issue'); ${SAVE}`)],
        ['an end before the start', sync(`await [[nango.trackDeletesEnd]]('Issue'); ${START}`)],
        ['two starts', sync(`${START} await [[nango.trackDeletesStart]]('Issue'); ${SAVE} ${END}`)],
        ['two ends', sync(`${START} ${SAVE} ${END} await [[nango.trackDeletesEnd]]('Issue');`)],
        [
            'models mixed up',
            sync(`await [[nango.trackDeletesStart]]('Issue'); await [[nango.trackDeletesEnd]]('Label');`),
        ],
        ['the old call before saving', sync(`await [[nango.deleteRecordsFromPreviousExecutions]]('Issue'); ${SAVE}`)],
        [
            'the old call twice',
            sync(
                `${SAVE} await nango.deleteRecordsFromPreviousExecutions('Issue'); await [[nango.deleteRecordsFromPreviousExecutions]]('Issue');`,
            ),
        ],
        ['a zero-YAML sync', zeroSync(`await [[nango.trackDeletesStart]]('Issue'); ${SAVE}`), ZERO],
    ],
    silent: [
        ['the right order', sync(`${START} ${SAVE} ${END}`)],
        ['saving in a loop', sync(`${START} for await (const p of nango.paginate({})) { ${SAVE} } ${END}`)],
        [
            'two models',
            sync(
                `${START} await nango.trackDeletesStart('Label'); ${SAVE} await nango.batchSave(x, 'Label'); ${END} await nango.trackDeletesEnd('Label');`,
            ),
        ],
        ['saving another model afterwards', sync(`${START} ${SAVE} ${END} await nango.batchSave(x, 'Label');`)],
        ['an end in a helper', sync(`${START} await finish(nango);`)],
        ['a start in a helper', sync(`await begin(nango); ${SAVE} ${END}`)],
        ['models that are not written out', sync(`await nango.trackDeletesStart(model); ${SAVE}`)],
        ['branches of which one runs', sync(`if (a) { ${START} } else { ${START} } ${SAVE} ${END}`)],
        ['an early end', sync(`${START} if (a) { ${END} return; } ${SAVE} ${END}`)],
        ['the old call at the end', sync(`${SAVE} await nango.deleteRecordsFromPreviousExecutions('Issue');`)],
        [
            'the old call for two models',
            sync(
                `${SAVE} await nango.deleteRecordsFromPreviousExecutions('Issue'); await nango.deleteRecordsFromPreviousExecutions('Label');`,
            ),
        ],
        ['no such calls', sync(SAVE)],
    ],
});
