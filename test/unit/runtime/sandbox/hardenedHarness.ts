import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { PassThrough, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import axios from 'axios';
import FormData from 'form-data';
import { z } from 'zod';
import { z as z3 } from 'zod/v3';
import { harden } from '../../../../src/runtime/sandbox/harden';

/** What the runtime does with its libraries, in a hardened process: each check is `true`, or the error it failed with. */
async function checks(): Promise<Record<string, unknown>> {
    const server = http.createServer((request, response) => {
        if (request.url === '/moved') return response.writeHead(302, { location: '/' }).end();
        if (request.url === '/broken') return response.writeHead(500).end('{"a":1}');
        request
            .pipe(new PassThrough())
            .on('data', () => {})
            .on('end', () => response.end('{"ok":true}'));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const table: Record<string, () => unknown> = {
        'axios follows a redirect': async () => (await axios.get(`${url}/moved`)).data.ok,
        'axios posts a form': async () => {
            const form = new FormData();
            form.append('file', Buffer.from('x'), 'x.txt');
            return (await axios.post(url, form)).data.ok;
        },
        'axios streams': async () => {
            const { data } = await axios.get(url, { responseType: 'stream' });
            return (await data.toArray()).join('') === '{"ok":true}';
        },
        'axios throws for 500': () =>
            axios.get(`${url}/broken`).then(
                () => false,
                (error) => axios.isAxiosError(error) && error.response?.status === 500,
            ),
        'axios aborts': () => {
            const abort = new AbortController();
            abort.abort();
            return axios.get(url, { signal: abort.signal }).then(
                () => false,
                (error) => axios.isCancel(error),
            );
        },
        'sqlite stores': () => {
            const database = new DatabaseSync(':memory:');
            database.exec('create table t (a)');
            database.prepare('insert into t values (?)').run(1);
            return (database.prepare('select a from t').get() as { a: number }).a === 1;
        },
        'zod 4 parses': () => z.object({ a: z.string().email() }).safeParse({ a: 'x' }).success === false,
        'zod 3 parses': () => z3.object({ a: z3.number() }).parse({ a: 1 }).a === 1,
        'streams pipe': async () => {
            let text = '';
            const upper = new Transform({ transform: (chunk, _, done) => done(null, String(chunk).toUpperCase()) });
            await pipeline(Readable.from(['a', 'b']), upper, async (source) => {
                for await (const chunk of source) text += chunk;
            });
            return text === 'AB';
        },
        'emitters may have an emit of their own': () => {
            const emitter = new EventEmitter();
            emitter.emit = () => true;
            return emitter.emit('x') && Object.hasOwn(emitter, 'emit');
        },
        'errors may have a name and a text of their own': () => {
            class Mine extends Error {}
            Mine.prototype.name = 'Mine';
            const error = new Mine('x');
            error.message = 'y';
            error.toString = () => 'z';
            return error.name === 'Mine' && error.message === 'y' && `${error}` === 'z';
        },
        'objects may have a toString of their own': () => {
            const made = {} as { toString: () => string; constructor: unknown };
            made.toString = () => 'mine';
            made.constructor = 1;
            return `${made}` === 'mine' && made.constructor === 1;
        },
        'timers fire': () => new Promise((resolve) => setTimeout(() => resolve(true), 1)),
        'crypto hashes': () => createHash('md5').update('x').digest('hex').length === 32,
        'stacks are text': () => /hardenedHarness|harness/.test(new Error('x').stack ?? ''),
        'proxy settings stay': () => process.env.no_proxy === 'localhost' && process.env.CANARY === undefined,
    };
    const results: Record<string, unknown> = {};
    for (const [name, check] of Object.entries(table)) {
        try {
            results[name] = await check();
        } catch (error) {
            results[name] = (error as Error).stack;
        }
    }
    server.closeAllConnections();
    server.close();
    return results;
}

harden();
void checks().then((results) => process.stdout.write(JSON.stringify(results)));
