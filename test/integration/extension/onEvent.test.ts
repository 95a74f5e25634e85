import { describe, expect, it } from 'vitest';
import { emptyMementos } from '../../support/extensionHarness';
import { openScript } from '../../support/openScript';

describe('an on-event script', () => {
    it('of several events is asked for one, once; Run With… takes another', async () => {
        const mementos = emptyMementos();
        const { window, run, menu } = await openScript('demo/on-events/several.ts', mementos);
        expect((await run('syncbench.runOnEvent', 'octo', 'pre-connection-deletion')).state).toBe('succeeded');
        expect(window.dialogs.take()).toContain(`? Event for demo/several
    post-connection-creation
  > pre-connection-deletion`);
        expect((await run('syncbench.runOnEvent')).warnings).toEqual([]);
        const ended = await run('syncbench.runWith', 'Event', 'validate-connection', 'Run');
        expect(ended.warnings.map(({ code }) => code)).toEqual(['event-not-declared']);
        expect(menu()).toEqual([
            '  > Run | on-event',
            '    Connection | octo',
            "    Metadata | the connection's",
            "    Base URL | the connection's or the provider's",
            "    Allowed origins | the credentials' own",
            '    Event | validate-connection',
            '    Sandbox | as in the cloud',
            "    Clock | this machine's",
            '    Read-only | off',
            '    Validate | off: data that does not match its model is a warning',
        ]);
    });

    it('of one event is not asked', async () => {
        const { window, run } = await openScript('demo/on-events/single.ts');
        expect((await run('syncbench.runOnEvent', 'octo')).output?.text).toBe('"ran"');
        expect(window.dialogs.take()).not.toContain('Event');
    });
});
