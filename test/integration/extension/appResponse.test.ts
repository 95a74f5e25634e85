import { expect, it } from 'vitest';
import { openScript } from '../../support/openScript';

it('what the app would receive of an action is status and body of a failure, and the status beside the output', async () => {
    const { run } = await openScript('demo/actions/refuses.ts');
    const { response, state } = await run('syncbench.runAction', 'octo');
    expect([state, response?.status]).toEqual(['failed', 500]);
    expect(JSON.parse(response?.body ?? '')).toMatchObject({
        error: { code: 'action_script_runtime_error', payload: { message: 'no such team', team: 7 } },
    });
    const other = await openScript('demo/actions/greets.ts');
    expect((await other.run('syncbench.runAction', 'octo')).response).toEqual({ status: 200 });
});
