import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { editorTerms } from '../../../../src/extension/runs/with/editorTerms';

const SOURCES = path.join(import.meta.dirname, '../../../../src');
const l10n = {
    t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
};
const say = (text: string) => editorTerms({ l10n } as never, text);

describe('a text of the engine in the editor', () => {
    test.each([
        ['Name one with --connection.', 'Name one with Run With… › Connection.'],
        ['Cut after 2 pages by --max-pages: more.', 'Cut after 2 pages by Run With… › Max pages: more.'],
        [
            'Allow it with --allow-origin https://api.example.com.',
            'Allow it with Run With… › Allowed origins: https://api.example.com.',
        ],
        [
            'Without --strict, the import is let through.',
            'Without Run With… › Sandbox: strict, the import is let through.',
        ],
        ['or run the sync itself: without --payload.', 'or run the sync itself: without Run With… › Webhook.'],
        [
            'keep the store elsewhere with --store <dir>.',
            'keep the store elsewhere with `syncbench run --store <dir>` in a terminal.',
        ],
        ['or use --ephemeral to run', 'or use `syncbench run --ephemeral` in a terminal to run'],
        ['is no flag of ours: --verbose, a--input, --input-x', 'is no flag of ours: --verbose, a--input, --input-x'],
        ['(2 s in the cloud: --retry-scale)', '(2 s in the cloud: the setting syncbench.retryScale)'],
        ['There is none.', 'There is none.'],
    ])('%s', (text, said) => {
        expect(say(text)).toBe(said);
    });

    it('names no flag of the terminal as if it were there, whichever text has one', () => {
        const folders = ['host', 'runtime', 'connections', 'core', 'records', 'compile'];
        const files = folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: SOURCES }));
        // What a child's Node is started with is no text.
        const texts = files
            .filter((file) => !/childFlags|CodeCache/.test(file))
            .flatMap((file) => readFileSync(path.join(SOURCES, file), 'utf8').split('\n'))
            .filter((line) => !/^\s*(?:\/?\*|\/\/)/.test(line) && /['"` (]--[a-z-]+(?! ===)\b/.test(line));
        expect(texts.length).toBeGreaterThan(20);
        const left = texts
            .map((line) => say(line).replace(/`syncbench run --[^`]*`/g, ''))
            .filter((line) => /--[a-z]/.test(line));
        expect(left).toEqual([]);
    });
});
