import { describe, expect, it } from 'vitest';
import type { PanelRun } from '../../../src/protocol/panel';
import { emptyMementos, openWindow } from '../../support/extensionHarness';
import { openScript } from '../../support/openScript';

const facts = (given: PanelRun['given']) =>
    given.map(({ label, value }) => (value === undefined ? label : `${label}: ${value}`));

describe('Run With… on a sync', () => {
    it('gives the run what its lines say, and Run Again all of it', async () => {
        const mementos = emptyMementos();
        const { root, window, page, run, menu } = await openScript('demo/syncs/tells.ts', mementos);
        const answers = ['Last sync date', '2024-05-01', 'Variant', 'eu', 'Checkpoint', '{"page":3}', 'Max pages', '2'];
        const ended = await run('syncbench.runWith', ...answers, 'Max records', '2', 'Read-only', 'Run', 'octo');
        expect(menu().slice(0, 16)).toEqual([
            '  > Run | sync',
            '    Connection | ask',
            "    Metadata | the connection's",
            "    Base URL | the connection's or the provider's",
            "    Allowed origins | the credentials' own",
            '    Last sync date | 2024-05-01',
            '    Webhook | none: the sync runs',
            '    Variant | eu',
            '    Checkpoint | {"page":3}',
            '    Max pages | 2',
            '    Max records | 2',
            '    Sandbox | as in the cloud',
            "    Clock | this machine's",
            '    Read-only | on: POST, PUT, PATCH and DELETE are refused',
            '    Validate | off: data that does not match its model is a warning',
            '? Connection for demo/tells',
        ]);
        expect(ended).toMatchObject({
            state: 'succeeded',
            isPartial: true,
            counters: { models: { Item: { added: 2 } } },
        });
        const given = [
            'Checkpoint: {"page":3}',
            'Last sync date: 2024-05-01',
            'Variant: eu',
            'Base URL: http://127.0.0.1:1',
            'Read-only',
            'Max pages: 2',
            'Max records: 2',
        ];
        expect(facts(ended.given)).toEqual(given);
        // The connection's address is given, and is nothing that was chosen.
        expect(facts(ended.repeated)).toEqual(given.filter((fact) => !fact.startsWith('Base URL')));
        expect(ended.warnings.map(({ message }) => message)).toContain(
            'The run was ended after 2 records by Run With… › Max records: there may be more.',
        );
        expect(page.text()).toContain(JSON.stringify('["eu",{"page":3},"2024-05-01T00:00:00.000Z"]'));
        const again = await run('syncbench.runAgain');
        expect(again).toMatchObject({ isPartial: true, counters: { models: { Item: { unchanged: 2 } } } });
        expect(await window.tree('syncbench.integrations')).toContain('tells | 2 records, unchanged, limit reached');
        expect(await window.tree('syncbench.records', () => true)).toContain('(database) Item (eu) | 2 records');
        await window.close();
        const reloaded = openWindow([root], { mementos });
        const next = reloaded.openWebview('syncbench.run');
        await reloaded.when(() => next.webview.html !== '', next.htmlSet);
        next.say({ type: 'ready' });
        await next.until(() => next.events('show').length > 0);
        const stored = next.events<{ run: PanelRun }>('show').at(-1)!.run;
        expect(facts(stored.given)).toEqual(given);
        expect(stored.warnings).toEqual(again.warnings);
        expect(facts(stored.repeated)).toEqual(given.filter((fact) => !fact.startsWith('Base URL')));
    });

    it('refuses calls that change something with Read-only, and fails at a mismatch with Validate', async () => {
        const { page, run } = await openScript('demo/syncs/tells.ts');
        const warned = await run('syncbench.runWith', 'Read-only', 'Run', 'octo');
        expect(page.text()).toContain('refused: POST http://127.0.0.1:1/x was not sent');
        const { mismatches } = warned.warnings.find(({ code }) => code === 'record-mismatch')!;
        expect(mismatches).toMatchObject([
            { model: 'Item', id: '2', path: 'name', count: 1 },
            { model: 'Item', id: '3', count: 1 },
        ]);
        const failed = await run('syncbench.runWith', 'Read-only', 'Validate', 'Run');
        expect(failed).toMatchObject({ state: 'failed', error: { type: 'invalid_sync_record' } });
    });

    it('sets the clock, the sandbox and where credentials may go', async () => {
        const { window, page, run, menu } = await openScript('demo/syncs/asks.ts');
        const origin = 'https://proxy.example.com';
        const answers = ['Clock', '2024-05-01', 'Sandbox', 'lenient', 'Allowed origins', `${origin}/`];
        const ended = await run('syncbench.runWith', ...answers, 'Run', 'octo');
        expect(menu()).toEqual(
            expect.arrayContaining([
                `    Allowed origins | ${origin}`,
                '    Sandbox | lenient',
                '    Clock | 2024-05-01T00:00:00.000Z',
            ]),
        );
        expect(ended.state).toBe('succeeded');
        expect(page.text()).toContain('2024-05-01 and function');
        // All of it is for one run: the next asks nothing and has none of it.
        expect((await run('syncbench.runSync')).state).toBe('succeeded');
        expect(page.text()).toContain('and undefined');
        window.dialogs.answer('Allowed origins', 'proxy.example.com', undefined);
        await window.execute('syncbench.runWith');
        expect(window.dialogs.take()).toContain('  ! Origins, separated by commas: scheme, host and port only.');
    });

    it('takes no number that is none, and a webhook that is chosen again goes', async () => {
        const { window, menu } = await openScript('demo/syncs/hooked.ts');
        window.dialogs.answer(
            'Max pages',
            '0',
            'Variant',
            'eu',
            'Webhook',
            '{"items":[]}',
            'items.changed',
            'Webhook',
            undefined,
        );
        await window.execute('syncbench.runWith');
        const said = window.dialogs.take();
        expect(said).toContain('  ! A whole number from 1 on.');
        expect(said).toContain('  > Webhook | items.changed {"items":[]}');
        expect(said.slice(said.lastIndexOf('with…'))).toContain('    Webhook | none: the sync runs');
        // What was chosen so far is not lost by a look at another window.
        expect(window.fleeting).toEqual([]);
        window.dialogs.answer('Webhook', '{"items":[]}', '', 'Run', undefined);
        await window.execute('syncbench.runWith');
        expect(menu()[0]).toBe('  > Run | webhook');
    });
});
