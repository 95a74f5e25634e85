import { expect, it } from 'vitest';
import { panelBadge } from '../../../../src/extension/panel/panelBadge';
import type { PanelRun } from '../../../../src/protocol/panel';
import { FakeVscode } from '../../../support/fakeVscode/FakeVscode';

const { api } = new FakeVscode([]);

function badge(run: Partial<PanelRun>, { startedAgo = 1_000, isSeen = false } = {}) {
    const startedAt = Date.now() - startedAgo;
    const begun = { name: 'demo/items', state: 'running', startedAt, waiting: 0, warnings: [] };
    return panelBadge(api, { ...begun, ...run } as PanelRun, isSeen);
}

it.each<[string, ReturnType<typeof badge>, string | undefined]>([
    ['a run that goes on for a while', badge({}), '1: demo/items is running'],
    ['one that has only begun', badge({}, { startedAgo: 0 }), undefined],
    ['one that others wait for', badge({ waiting: 2 }, { startedAgo: 0 }), '3: demo/items is running, 2 waiting'],
    ['a failure that nobody has seen', badge({ state: 'failed' }), '1: demo/items failed'],
    ['a failure that was seen', badge({ state: 'failed' }, { isSeen: true }), undefined],
    ['warnings', badge({ state: 'succeeded', warnings: [{ code: 'a', message: '' }] }), '1: demo/items has warnings'],
    ['success', badge({ state: 'succeeded' }), undefined],
])('%s', (_, shown, expected) => {
    expect(shown && `${shown.value}: ${shown.tooltip}`).toBe(expected);
});
