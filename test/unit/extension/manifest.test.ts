import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Command, ContextKey, Setting, View } from '../../../src/extension/ids';

const root = path.join(import.meta.dirname, '../../..');
const text = readFileSync(path.join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text);
const strings = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
const { commands, menus, keybindings, views, viewsWelcome, configuration } = manifest.contributes;

type Entry = { command: string; when?: string };
const used: Entry[] = [...Object.values(menus as Record<string, Entry[]>).flat(), ...keybindings];

describe('package.json and the code agree', () => {
    it('on commands', () => {
        const ids = (commands as Entry[]).map(({ command }) => command);
        expect(ids.sort()).toEqual(Object.values(Command).sort());
    });

    it('on views', () => {
        const ids = Object.values(views as Record<string, { id: string }[]>).flat();
        expect(ids.map(({ id }) => id).sort()).toEqual(Object.values(View).sort());
    });

    it('on settings', () => {
        const ids = Object.keys(configuration.properties);
        expect(ids.sort()).toEqual(
            Object.values(Setting)
                .map((name) => `syncbench.${name}`)
                .sort(),
        );
    });

    it('on context keys: every one that a `when` clause reads is set, and the other way round', () => {
        const clauses = [...used, ...viewsWelcome, ...commands].map(
            (each: { when?: string; enablement?: string }) => `${each.when ?? ''} ${each.enablement ?? ''}`,
        );
        const ids = new Set<string>([...Object.values(View), ...Object.values(Command)]);
        const read = clauses
            .flatMap((clause) => clause.match(/\bsyncbench\.\w+/g) ?? [])
            .filter((name) => !ids.has(name));
        expect([...new Set(read)].sort()).toEqual(Object.values(ContextKey).sort());
    });

    it('on keys that are set or not: to VS Code `key == false` is also true before anything is known', () => {
        const clauses: (string | undefined)[] = [...used, ...viewsWelcome].map(({ when }: { when?: string }) => when);
        expect(clauses.filter((when) => /[!=]= *(true|false)/.test(when ?? ''))).toEqual([]);
    });

    it('on keys that no keyboard layout types with: Ctrl+Alt is AltGr on Windows', () => {
        const keys = (keybindings as { key: string }[]).map(({ key }) => key);
        expect(keys.filter((key) => /ctrl\+alt/.test(key))).toEqual([]);
    });

    it('on what menus and keys name', () => {
        const ids = new Set<string>(Object.values(Command));
        expect(used.filter(({ command }) => !ids.has(command.replace(/^-/, '')))).toEqual([]);
    });
});

describe('every string of package.json', () => {
    const keys = [...text.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key!);

    it('has its text', () => {
        expect(keys.filter((key) => !strings[key]?.trim())).toEqual([]);
    });

    it('and every text is used', () => {
        expect(Object.keys(strings).filter((key) => !keys.includes(key))).toEqual([]);
    });
});
