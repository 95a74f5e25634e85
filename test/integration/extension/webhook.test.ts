import { describe, expect, it } from 'vitest';
import { openScript } from '../../support/openScript';

describe('Run Webhook…', () => {
    it('runs the handler with a payload, which the next time begins with; Run Sync runs the sync', async () => {
        const { window, run } = await openScript('demo/syncs/hooked.ts');
        const first = await run('syncbench.runWebhook', '{"items":[{"id":"a","name":"x"}]}', 'items.changed', 'octo');
        expect(first).toMatchObject({
            kind: 'webhook',
            state: 'succeeded',
            counters: { models: { Item: { added: 1 } } },
        });
        expect(first.warnings).toEqual([]);
        expect(window.dialogs.take().split('\n').slice(0, 2)).toEqual([
            '? Webhook for demo/hooked [] {"items":[{"id":"a","name":"x"}]}',
            '? Webhook for demo/hooked [items.changed] items.changed',
        ]);
        const synced = await run('syncbench.runSync');
        expect(synced).toMatchObject({ kind: 'sync', counters: { models: {}, logs: 1 } });
        const second = await run('syncbench.runWebhook', '{"items":[]}', '');
        expect(second.kind).toBe('webhook');
        expect(window.dialogs.take()).toBe(
            '? Webhook for demo/hooked [{"items":[{"id":"a","name":"x"}]}] {"items":[]}\n? Webhook for demo/hooked [items.changed] ',
        );
        expect(await run('syncbench.runAgain')).toMatchObject({ kind: 'webhook', state: 'succeeded' });
        // What it did with webhooks is not how the sync ran.
        expect(await window.tree('syncbench.integrations')).toMatch(/\(pass\) hooked \| succeeded/);
        expect(window.dialogs.take()).toBe('');
    });

    it('is offered where a handler is', async () => {
        const { window, document } = await openScript('demo/syncs/hooked.ts');
        await window.when(() => window.context['syncbench.hasWebhook'] === true, window.contextChanged);
        expect(await window.lensesWhenThere(document)).toEqual([
            '2: $(play) Run Sync',
            '2: Run With…',
            '6: $(play) Run Webhook…',
        ]);
        const other = await openScript('demo/syncs/tells.ts');
        await other.window.when(
            () => other.window.context['syncbench.hasWebhook'] === false,
            other.window.contextChanged,
        );
        expect(await other.window.lensesWhenThere(other.document)).toHaveLength(2);
    });

    it('asks for JSON that is not empty, runs nothing when turned away from, and refuses what is no sync', async () => {
        const { window } = await openScript('demo/syncs/hooked.ts');
        window.dialogs.answer('');
        await window.execute('syncbench.runWebhook');
        window.dialogs.answer('{}', undefined);
        await window.execute('syncbench.runWebhook');
        expect(window.dialogs.take()).toContain('  ! The handler takes a payload; null is one.');
        const { window: other } = await openScript('demo/actions/greets.ts');
        await other.execute('syncbench.runWebhook');
        expect(other.dialogs.take()).toContain('error: demo/greets is no sync: only syncs handle webhooks.');
        expect([...window.log, ...other.log.slice(1)]).toEqual([]);
    });

    it('a sync without a handler says so as its end', async () => {
        const { run } = await openScript('demo/syncs/tells.ts');
        const ended = await run('syncbench.runWebhook', '{}', '', 'octo');
        expect(ended).toMatchObject({ state: 'failed', error: { type: 'no_webhook_handler' } });
    });
});
