// @ts-expect-error it has no types
import { getProxyForUrl } from 'proxy-from-env';
import { afterEach, expect, it, vi } from 'vitest';
import { useProxy } from '../../../../src/runtime/http/useProxy';

const PROXY = 'http://proxy.corp:3128';

const table: { rule: string; inherited?: Record<string, string>; settings: object; url: string; through: string }[] = [
    { rule: 'a proxy of the settings', settings: { proxy: PROXY }, url: 'https://api.test', through: PROXY },
    { rule: 'serves http, too', settings: { proxy: PROXY }, url: 'http://api.test', through: PROXY },
    {
        rule: 'comes before the one of the environment, in whatever case',
        inherited: { HTTPS_PROXY: 'http://old', https_proxy: 'http://older', HTTP_PROXY: 'http://old' },
        settings: { proxy: PROXY },
        url: 'https://api.test',
        through: PROXY,
    },
    {
        rule: 'hosts that are excepted are called directly',
        settings: { proxy: PROXY, noProxy: '*.corp,api.test' },
        url: 'https://api.test',
        through: '',
    },
    { rule: 'this machine is called directly', settings: { proxy: PROXY }, url: 'http://127.0.0.1:4010', through: '' },
    { rule: 'also by its name', settings: { proxy: PROXY }, url: 'http://localhost:4010', through: '' },
    {
        rule: 'without a proxy in the settings that of the environment stays',
        inherited: { HTTPS_PROXY: 'http://old' },
        settings: {},
        url: 'https://api.test',
        through: 'http://old',
    },
    {
        rule: 'and exceptions in the settings hold for it',
        inherited: { HTTPS_PROXY: 'http://old', NO_PROXY: 'other.test' },
        settings: { noProxy: 'api.test' },
        url: 'https://api.test',
        through: '',
    },
];

afterEach(() => vi.unstubAllEnvs());

it.each(table)('$rule', ({ inherited = {}, settings, url, through }) => {
    for (const name of ['http_proxy', 'https_proxy', 'all_proxy', 'no_proxy']) {
        for (const spelling of [name, name.toUpperCase()]) vi.stubEnv(spelling, inherited[spelling]);
    }
    useProxy({ strictTls: true, ...settings });
    expect(getProxyForUrl(url)).toBe(through);
});
