import { expect, test } from 'vitest';
import { bodyText, panelBodies, readBodies } from '../../../../src/extension/panel/httpBodies';
import type { HttpBodies } from '../../../../src/protocol/httpBodies';

const place = { storeFolder: '/store', runId: 'r1', seq: 1 };

function readerOf(...answers: (HttpBodies | undefined)[]) {
    const asked: number[] = [];
    return { asked, httpBodies: async () => answers[asked.push(1) - 1] };
}

test('an attempt that the store does not have yet is asked for again', async () => {
    const reader = readerOf(undefined, undefined, { request: { text: 'a' } });
    expect(await readBodies(reader, place, () => false)).toEqual({ request: { text: 'a' } });
    expect(reader.asked).toHaveLength(3);
});

test('one that it will never have, because the run is over, is asked for once more', async () => {
    const reader = readerOf();
    let isOver = false;
    const read = readBodies(reader, place, () => isOver);
    isOver = true;
    expect(await read).toEqual({});
    expect(reader.asked).toHaveLength(2);
});

test('the page gets the beginning with a line for each value, a document all of it', () => {
    const response = { type: 'application/json', size: 9_000, text: `[${'1,'.repeat(3_000)}2`, cut: true as const };
    const { response: drawn } = panelBodies({ response });
    expect(drawn).toMatchObject({ type: 'application/json', size: 9_000, cut: true, hasMore: true });
    expect(drawn?.text).toHaveLength(4_000);
    expect(drawn?.text?.startsWith('[\n  1,\n  1,')).toBe(true);
    expect(bodyText(response).endsWith('1,\n  2')).toBe(true);
    expect(bodyText({ type: 'text/plain', text: '[1]' })).toBe('[1]');
    const omitted = { size: 3, omitted: 'binary' as const };
    expect(panelBodies({ request: omitted })).toEqual({ request: omitted });
});
