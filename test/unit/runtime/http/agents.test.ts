import tls from 'node:tls';
import { expect, it } from 'vitest';
import { createAgents } from '../../../../src/runtime/http/agents';

it.each([true, false])('strictTls %s decides whether any certificate will do', (strictTls) => {
    expect(createAgents({ strictTls }).httpsAgent.options.rejectUnauthorized).toBe(strictTls);
});

it("the user's certificates are trusted besides the default ones", () => {
    const ca = createAgents({ strictTls: true, ca: ['-----MINE-----'] }).httpsAgent.options.ca as string[];
    expect(ca).toContain('-----MINE-----');
    expect(ca.length).toBe(tls.getCACertificates('default').length + 1);
});

it('without any the default ones are left to Node', () => {
    expect(createAgents({ strictTls: true, ca: [] }).httpsAgent.options.ca).toBeUndefined();
});
