import { expect, it } from 'vitest';
import type { CodeLens, TextDocument } from 'vscode';
import { PromptProvider } from '../../../../src/extension/lens/PromptProvider';
import type { VSCode } from '../../../../src/extension/vscodeTypes';
import * as values from '../../../support/fakeVscode/values';

const document = {} as TextDocument;
const lens = (title: string) => ({ command: { title } }) as CodeLens;

/** A provider whose lenses come when the test says so; its patience is over with the first timer. */
function slow() {
    const asked: PromiseWithResolvers<CodeLens[]>[] = [];
    const ask = () => {
        const answer = Promise.withResolvers<CodeLens[]>();
        asked.push(answer);
        return answer.promise;
    };
    const provider = new PromptProvider(values as unknown as VSCode, ask, 0);
    let changes = 0;
    const changed = new Promise<void>((resolve) => {
        provider.onDidChangeCodeLenses(() => {
            changes++;
            resolve();
        });
    });
    return { provider, asked, changed, changes: () => changes };
}

it('what takes long is answered at once with what was shown last, and told as a change when it is there', async () => {
    const { provider, asked, changed, changes } = slow();
    expect(await provider.provideCodeLenses(document)).toEqual([]);
    asked[0]!.resolve([lens('Run Sync')]);
    await changed;
    expect(await provider.provideCodeLenses(document)).toEqual([lens('Run Sync')]);
    expect(changes()).toBe(1);
});

it('a late answer that changes nothing is told to nobody', async () => {
    const { provider, asked, changes } = slow();
    await provider.provideCodeLenses(document);
    asked[0]!.resolve([]);
    await asked[0]!.promise;
    expect(changes()).toBe(0);
});

it('what is there in time is the answer, and no change', async () => {
    const { provider, asked, changes } = slow();
    const answered = provider.provideCodeLenses(document);
    asked[0]!.resolve([lens('Run Sync')]);
    expect(await answered).toEqual([lens('Run Sync')]);
    expect(changes()).toBe(0);
});
