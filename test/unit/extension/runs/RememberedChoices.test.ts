import { expect, it } from 'vitest';
import type { ScriptEntry } from '../../../../src/extension/projects/readProject';
import { RememberedChoices } from '../../../../src/extension/runs/RememberedChoices';

const CHOICES = { connection: { kind: 'connection', id: 'demo' }, input: undefined } as const;
const script = (key: string) => ({ key, script: { kind: 'sync' } }) as ScriptEntry;

/** What is remembered, and how often it was written. */
function remembered() {
    const values = new Map<string, string>();
    const counts = { writes: 0 };
    const made = new RememberedChoices({
        keys: () => [...values.keys()],
        get: (key: string) => {
            const json = values.get(key);
            return json === undefined ? undefined : JSON.parse(json);
        },
        update: async (key, value) => {
            counts.writes++;
            values.set(key, JSON.stringify(value));
        },
    });
    return { made, counts };
}

it('writes nothing that is remembered already', async () => {
    const { made, counts } = remembered();
    for (let time = 0; time < 2; time++) {
        await made.remember(script('a'), CHOICES);
        await made.rememberLast(script('a'), CHOICES);
    }
    expect([made.of(script('a')), counts.writes]).toEqual([{ connection: CHOICES.connection }, 2]);
});

it('writes again what has another script after it: the newest is the last', async () => {
    const { made, counts } = remembered();
    await made.remember(script('a'), CHOICES);
    await made.remember(script('b'), CHOICES);
    await made.remember(script('a'), CHOICES);
    expect(counts.writes).toBe(3);
});
