import { describe, expect, it } from 'vitest';
import { isDeniedUrl } from '../../../../src/runtime/http/outboundPolicy';

describe('where the cloud lets no script call (nango-semantics §4.4)', () => {
    it.each([
        'http://localhost',
        'http://localhost.:80/',
        'http://api.localhost',
        'http://LOCALHOST:3000',
        'http://127.0.0.1',
        'http://127.1.2.3',
        'http://2130706433',
        'http://0x7f.1',
        'http://0.0.0.0',
        'http://[::1]',
        'http://[::]',
        'http://[::ffff:127.0.0.1]',
        'http://10.0.0.1',
        'http://172.16.0.1',
        'http://172.31.255.255',
        'http://192.168.1.1',
        'http://169.254.169.254/latest/meta-data',
        'http://metadata.google.internal',
        'http://[fd00::1]',
        'http://[fe80::1]',
        'file:///etc/passwd',
        'ftp://example.com',
    ])('%s', (url) => {
        expect(isDeniedUrl(new URL(url))).toBe(true);
    });

    it.each([
        'https://api.github.com',
        'http://8.8.8.8',
        'http://172.32.0.1',
        'http://192.169.0.1',
        'http://[2606:4700::1]',
        'https://localhost.example.com',
        'https://notlocalhost',
    ])('but %s', (url) => {
        expect(isDeniedUrl(new URL(url))).toBe(false);
    });
});
