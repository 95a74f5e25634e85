import { describe, expect, it } from 'vitest';
import { chooseBaseUrl, providerOrigin, resolveBaseUrl } from '../../../../src/core/provider/baseUrl';
import {
    chooseAlternative,
    interpolate,
    templatePaths,
    unresolvedExpressions,
} from '../../../../src/core/provider/interpolate';
import type { Provider } from '../../../../src/core/provider/types';

describe('interpolate', () => {
    const values = { apiKey: 'k1', n: 0, empty: '', connection_config: { subdomain: 'acme', a: { b: 'deep' } } };
    it.each([
        ['plain text stays', 'plain', 'plain'],
        ['a value by name', 'Bearer ${apiKey}', 'Bearer k1'],
        ['a number, 0 included', '${n}', '0'],
        ['empty text is a value', '[${empty}]', '[]'],
        [
            'connectionConfig means connection_config',
            '${connectionConfig.subdomain}.${connection_config.subdomain}',
            'acme.acme',
        ],
        ['a deep path', '${connectionConfig.a.b}', 'deep'],
        ['an unknown name stays literal', '${nope}/${connectionConfig.nope}', '${nope}/${connectionConfig.nope}'],
        ['an object stays literal', '${connectionConfig.a}', '${connectionConfig.a}'],
        [
            'inherited properties are no values',
            '${constructor.name}${connectionConfig.constructor}',
            '${constructor.name}${connectionConfig.constructor}',
        ],
        ['base64 of a template', 'Basic ${base64(${apiKey}:)}', 'Basic azE6'],
        ['base64 with something missing stays', '${base64(${nope}:x)}', '${base64(${nope}:x)}'],
        ['other helpers stay', '${sha256Hex(${apiKey})}', '${sha256Hex(${apiKey})}'],
        ['an unclosed brace is text', 'a ${apiKey', 'a ${apiKey'],
        ['words outside placeholders are text', 'connectionConfig.subdomain', 'connectionConfig.subdomain'],
    ])('%s', (_rule, template, expected) => {
        expect(interpolate(template, values)).toBe(expected);
    });

    it('lists what does not resolve, inside base64 too', () => {
        expect(unresolvedExpressions('${apiKey}${a}${base64(${b}:${apiKey})}', values)).toEqual(['a', 'b']);
        expect(templatePaths('${apiKey}${base64(${b}:${apiKey})}')).toEqual(['apiKey', 'b', 'apiKey']);
    });

    it.each([
        [
            'the first alternative that resolves',
            '${connectionConfig.subdomain} || 2022',
            '${connectionConfig.subdomain}',
        ],
        ['the last when the first does not', '${connectionConfig.version} || 2022-11-28', '2022-11-28'],
        ['a template without alternatives', 'x', 'x'],
    ])('chooses %s', (_rule, template, expected) => {
        expect(chooseAlternative(template, values)).toBe(expected);
    });
});

describe('base URL', () => {
    const provider = (base_url?: string): Provider => ({ name: 'p', auth_mode: 'API_KEY', proxy: { base_url } });

    it.each([
        [
            'A when its field is set',
            'https://${connectionConfig.host} || https://b.com',
            { host: 'a.com' },
            'https://a.com',
        ],
        ['B when it is not', 'https://${connectionConfig.host} || https://b.com', {}, 'https://b.com'],
        ['B when it is empty', 'https://${connectionConfig.host} || https://b.com', { host: '' }, 'https://b.com'],
        [
            'by the first field mentioned only',
            'https://${connectionConfig.a} || https://${connectionConfig.b}',
            { b: 'b.com' },
            'https://b.com',
        ],
        ['without alternatives', 'https://x.com/v1', {}, 'https://x.com/v1'],
        [
            'with a missing field left literal',
            'https://${connectionConfig.a}.com',
            {},
            'https://${connectionConfig.a}.com',
        ],
    ])('resolves %s', (_rule, base, config, expected) => {
        expect(resolveBaseUrl(provider(base), config)).toBe(expected);
    });

    it('is empty for a provider without one', () => {
        expect(resolveBaseUrl(provider(), {})).toBe('');
    });

    it('keeps the chosen template for the caller to fill', () => {
        expect(chooseBaseUrl('https://a || https://b', {})).toBe('https://a');
    });

    it.each([
        ['of a plain base URL', 'https://api.x.com/v1', {}, {}, 'https://api.x.com'],
        ['with a port', 'http://localhost:8080/v1', {}, {}, 'http://localhost:8080'],
        ['with a credential in the path', 'https://api.telegram.org/bot${apiKey}', {}, {}, 'https://api.telegram.org'],
        [
            'with the config in the host',
            'https://${connectionConfig.sub}.x.com',
            { sub: 'acme' },
            {},
            'https://acme.x.com',
        ],
        ['whose config is a whole URL', '${connectionConfig.url}', { url: 'https://y.com/z' }, {}, 'https://y.com'],
        ['with a credential in the host', 'https://c-${sub}.x.com', {}, { sub: 'eu' }, 'https://c-eu.x.com'],
        ['that cannot be told', 'https://${connectionConfig.sub}.x.com', {}, {}, undefined],
        ['that is not http', 'ftp://x.com', {}, {}, undefined],
    ])('tells the origin %s', (_rule, base, config, values, expected) => {
        expect(providerOrigin(provider(base), config, values)).toBe(expected);
    });
});
