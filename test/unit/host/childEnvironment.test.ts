import { describe, expect, it } from 'vitest';
import { childEnvironment } from '../../../src/host/childEnvironment';

describe('a child inherits an allow-list', () => {
    it.each(['PATH', 'Path', 'HOME', 'TMPDIR', 'LC_ALL', 'LANG', 'https_proxy', 'NODE_EXTRA_CA_CERTS', 'SystemRoot'])(
        'passes %s',
        (name) => expect(childEnvironment({ [name]: 'x' }, {})).toEqual({ [name]: 'x' }),
    );

    it.each([
        'NODE_OPTIONS',
        'VSCODE_PID',
        'NANGO_SECRET_KEY_DEV',
        'SYNCBENCH_CREDENTIALS_GITHUB__DEMO',
        'AWS_SECRET_ACCESS_KEY',
        'ELECTRON_RUN_AS_NODE',
    ])('keeps %s', (name) => expect(childEnvironment({ [name]: 'x' }, {})).toEqual({}));

    it('adds what it is told to add', () => {
        expect(childEnvironment({}, { SYNCBENCH_CHANNEL: '/s' })).toEqual({ SYNCBENCH_CHANNEL: '/s' });
    });
});
