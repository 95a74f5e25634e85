import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Command, ContextKey, Setting, View, WALKTHROUGH } from '../../../src/extension/ids';

const root = path.join(import.meta.dirname, '../../..');
const text = readFileSync(path.join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(text);
const strings = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<string, string>;
const { commands, menus, keybindings, views, viewsWelcome, configuration, walkthroughs } = manifest.contributes;

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
        const awaited = (walkthroughs as { steps: { completionEvents: string[] }[] }[]).flatMap(({ steps }) =>
            steps.flatMap(({ completionEvents }) => completionEvents.filter((event) => event.startsWith('onContext:'))),
        );
        const read = [...clauses, ...awaited]
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

interface Step {
    id: string;
    title: string;
    description: string;
    when?: string;
    media: { svg: string; altText: string };
    completionEvents: string[];
}

describe('the walkthrough', () => {
    const [walkthrough] = walkthroughs as { id: string; steps: Step[] }[];
    const { steps } = walkthrough!;
    const commandIds = new Set<string>(Object.values(Command));
    const contextKeys = new Set<string>([...Object.values(ContextKey), 'isWorkspaceTrusted']);
    const known: Record<string, Set<string>> = {
        onCommand: commandIds,
        onView: new Set(Object.values(View)),
        onContext: contextKeys,
    };

    it('is the one that Open Walkthrough opens', () => {
        expect(walkthroughs).toHaveLength(1);
        expect(walkthrough!.id).toBe(WALKTHROUGH);
    });

    it('is reached from where there is no project', () => {
        for (const name of ['welcome.noProject', 'welcome.noFolder']) {
            expect(strings[name]).toContain(`(command:${Command.openWalkthrough})`);
        }
    });

    it.each(steps.map((step) => [step.id, step] as const))('step %s: its media, links and events exist', (_, step) => {
        const { media, description, when = '', completionEvents } = step;
        expect(existsSync(path.join(root, media.svg)), media.svg).toBe(true);
        const links = [...strings[description.slice(1, -1)]!.matchAll(/\(command:([^)]+)\)/g)].map(([, id]) => id!);
        expect(links.length).toBeGreaterThan(0);
        expect(links.filter((id) => !commandIds.has(id) && !id.startsWith('vscode.'))).toEqual([]);
        expect(completionEvents.length).toBeGreaterThan(0);
        for (const event of completionEvents) {
            const [kind = '', id = ''] = event.split(/:(.*)/);
            expect(known[kind]?.has(id), event).toBe(true);
        }
        expect((when.match(/\w[\w.]+/g) ?? []).filter((key) => !contextKeys.has(key))).toEqual([]);
    });

    it.each(steps.map(({ media }) => [media.svg]))('%s has no colours but the theme’s', (svg) => {
        const colours = [...readFileSync(path.join(root, svg), 'utf8').matchAll(/(?:fill|stroke)="([^"]*)"/g)];
        expect(colours.filter(([, colour]) => colour !== 'none' && !colour!.startsWith('var(--vscode-'))).toEqual([]);
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
