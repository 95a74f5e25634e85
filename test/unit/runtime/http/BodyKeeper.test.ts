import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import FormData from 'form-data';
import { describe, expect, it } from 'vitest';
import { Redactor } from '../../../../src/core/redaction/Redactor';
import type { HttpBodies } from '../../../../src/protocol/httpBodies';
import { BodyKeeper } from '../../../../src/runtime/http/BodyKeeper';
import { UncontrolledFetch } from '../../../../src/runtime/http/UncontrolledFetch';
import { answerWith, clientWith, failureOf, json, serve } from './fixture';

function keeperOf(options: { secrets?: string[]; mostBytes?: number } = {}): BodyKeeper {
    const redactor = new Redactor();
    redactor.add(options.secrets ?? []);
    return new BodyKeeper(redactor, options.mostBytes);
}

const JSON_TYPE = 'application/json';
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]);

describe('of a body is kept', () => {
    it.each([
        ['text', 'hello', 'text/plain', { type: 'text/plain', size: 5, text: 'hello' }],
        ['text without a type', 'hello', undefined, { size: 5, text: 'hello' }],
        ['bytes that are text', Buffer.from('{"ü":1}'), JSON_TYPE, { type: JSON_TYPE, size: 8, text: '{"ü":1}' }],
        ['an ArrayBuffer', new Uint8Array([104, 105]).buffer, undefined, { size: 2, text: 'hi' }],
        ['what is binary by its type', 'x', 'image/png', { type: 'image/png', size: 1, omitted: 'binary' }],
        ['what is binary by its bytes', png, undefined, { size: 6, omitted: 'binary' }],
        ['a stream', Readable.from(['a']), 'text/plain', { type: 'text/plain', omitted: 'stream' }],
        [
            'a form with parts',
            new FormData(),
            'multipart/form-data',
            { type: 'multipart/form-data', omitted: 'stream' },
        ],
        ['nothing of an empty one', '', 'text/plain', undefined],
        ['nothing of none', undefined, 'text/plain', undefined],
    ])('%s', (_rule, body, type, expected) => {
        expect(keeperOf().keep(body, { type, size: sizeOf(body) })).toEqual(expected);
    });

    it('the beginning, of a long one, and how long it was', () => {
        const body = 'ü'.repeat(100_000);
        for (const sent of [body, Buffer.from(body)]) {
            const kept = keeperOf().keep(sent, { type: 'text/plain', size: 200_000 });
            expect(kept).toEqual({ type: 'text/plain', size: 200_000, text: 'ü'.repeat(32_000), cut: true });
        }
        const whole = keeperOf().keep('x'.repeat(32_000), { type: 'text/plain', size: 32_000 });
        expect(whole).not.toHaveProperty('cut');
    });

    it('nothing of a known value, not even where it is cut', () => {
        const secret = 'very-secret-value';
        const keeper = keeperOf({ secrets: [secret] });
        for (let before = 31_980; before <= 32_000; before++) {
            const body = `${'x'.repeat(before)}${secret}${'x'.repeat(100)}`;
            for (const sent of [body, Buffer.from(body)]) {
                const { text = '' } = keeper.keep(sent, { type: 'text/plain', size: body.length }) ?? {};
                expect(text.replace(/^x+/, '').replace(/^REDACTED/, '')).toMatch(/^x*$/);
            }
        }
    });

    it('no more than the run may keep, the last of it for responses of failures', () => {
        const keeper = keeperOf({ mostBytes: 1_000_020 });
        const keep = (status: number) => keeper.keep('x'.repeat(15), { type: 'text/plain', size: 15, status });
        expect(keep(200)).toHaveProperty('text');
        expect(keep(200)).toEqual({ type: 'text/plain', size: 15, omitted: 'limit' });
        expect(keep(500)).toHaveProperty('text');
    });
});

function sizeOf(body: unknown): number | undefined {
    if (typeof body === 'string') return body.length;
    if (body instanceof ArrayBuffer || Buffer.isBuffer(body)) return body.byteLength;
    return body === undefined ? 0 : undefined;
}

describe('a call', () => {
    /** A client that keeps bodies, and those of its attempts. */
    function keepingClient(secrets: Record<string, unknown> = {}) {
        const seen: HttpBodies[] = [];
        const redactor = new Redactor();
        const made = clientWith(answerWith({ credentials: secrets }), {
            redactor,
            keeper: new BodyKeeper(redactor),
            onAttempt: (_begun, bodies) => () => seen.push(bodies),
        });
        return { ...made, seen };
    }

    it('keeps what was sent and what came back, decompressed, and gives the script the same', async () => {
        const { origin } = await serve({
            headers: { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' },
            body: gzipSync('{"access_token":"tok","list":[1]}'),
        });
        const { client, seen } = keepingClient();
        const data = { password: 'p', a: [1] };
        const response = await client.request({ method: 'POST', endpoint: '/x', baseUrlOverride: origin, data });
        expect(response.data).toEqual({ access_token: 'tok', list: [1] });
        expect(data).toEqual({ password: 'p', a: [1] });
        expect(seen).toEqual([
            {
                request: { type: JSON_TYPE, size: 24, text: '{"password":"REDACTED","a":[1]}' },
                response: { type: JSON_TYPE, size: 33, text: '{"access_token":"REDACTED","list":[1]}' },
            },
        ]);
    });

    it.each([
        ['an arraybuffer', 'arraybuffer', { response: { type: JSON_TYPE, size: 3, text: '[1]' } }],
        ['a stream', 'stream', { response: { type: JSON_TYPE, omitted: 'stream' } }],
    ] as const)('that asks for %s gets one', async (_what, responseType, expected) => {
        const { origin } = await serve(json([1]));
        const { client, seen } = keepingClient();
        const { data } = await client.request({ endpoint: '/x', baseUrlOverride: origin, responseType });
        const chunks: Buffer[] = [];
        if (responseType === 'stream') for await (const chunk of data as Readable) chunks.push(chunk);
        else chunks.push(data as Buffer);
        expect(Buffer.concat(chunks).toString()).toBe('[1]');
        expect(seen).toEqual([expected]);
    });

    it('has those of every attempt, of failures, and of what nobody answered', async () => {
        const { origin } = await serve(
            { status: 500, headers: { 'content-type': 'text/plain' }, body: 'no' },
            () => 'reset',
        );
        const { client, seen } = keepingClient();
        const call = { method: 'PUT', endpoint: '/x', baseUrlOverride: origin, data: 'a=1', retries: 1 } as const;
        await failureOf(client.request(call));
        const request = { type: 'application/x-www-form-urlencoded', size: 3, text: 'a=1' };
        expect(seen).toEqual([{ request, response: { type: 'text/plain', size: 2, text: 'no' } }, { request }]);
    });

    it('of uncontrolledFetch keeps them, too, of each hop', async () => {
        const { origin } = await serve({ status: 307, headers: { location: '/y' } }, json({ id_token: 'x' }));
        const seen: HttpBodies[] = [];
        const redactor = new Redactor();
        const fetcher = new UncontrolledFetch({
            network: { strictTls: true },
            redactor,
            keeper: new BodyKeeper(redactor),
            signal: new AbortController().signal,
            onAttempt: (_begun, bodies) => () => seen.push(bodies),
            refusal: (_code, message) => new Error(message),
            isDenied: () => false,
        });
        const response = await fetcher.fetch({ url: `${origin}/x`, method: 'POST', body: 'hello' });
        expect(await response.text()).toBe('{"id_token":"x"}');
        const request = { type: 'text/plain;charset=UTF-8', size: 5, text: 'hello' };
        const response2 = { type: JSON_TYPE, size: 16, text: '{"id_token":"REDACTED"}' };
        expect(seen).toEqual([{ request }, { request, response: response2 }]);
    });
});
