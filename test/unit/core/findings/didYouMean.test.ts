import { expect, test } from 'vitest';
import { byCloseness, didYouMean } from '../../../../src/core/findings/didYouMean';

test.each<[written: string, names: string[], expected: string | undefined]>([
    ['Syncs', ['syncs', 'actions'], 'syncs'],
    ['sycns', ['actions', 'syncs'], 'syncs'],
    ['Itme', ['Item'], 'Item'],
    ['ab', ['ba'], 'ba'],
    ['Itme', ['Time2'], undefined],
    ['on-event', ['on-events'], 'on-events'],
    ['models', ['integrations'], undefined],
    ['x', ['y'], 'y'],
    ['x', ['yz'], undefined],
    ['anything', [], undefined],
])('of %s and %j, %s was meant', (written, names, expected) => {
    expect(didYouMean(written, names)).toBe(expected);
});

test('items come by the closeness of their names', () => {
    const items = [{ id: 'pulls' }, { id: 'issue' }, { id: 'ISSUES' }];
    expect(byCloseness('issues', items, ({ id }) => id).map(({ id }) => id)).toEqual(['ISSUES', 'issue', 'pulls']);
});
