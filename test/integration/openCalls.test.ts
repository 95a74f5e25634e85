import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunDocument, runJson, startSyncbench, syncbench } from '../support/syncbench';
import { action, sync, type TestProject, testProject } from '../support/testProject';
import { json, type TestServer, testServer } from '../support/testServer';

let project: TestProject;
let api: TestServer;
/** Told of each request as it comes. */
let onRequest: (url: string) => void = () => {};
/** Answer the calls of `/slow` that wait. */
const slow: (() => void)[] = [];

beforeAll(async () => {
    api = await testServer((request, response) => {
        onRequest(request.url!);
        if (request.url === '/fast') return json(response, {});
        if (request.url === '/slow') slow.push(() => json(response, {}));
        return undefined;
    });
    const told = `await nango.get({ endpoint: '/fast' });`;
    project = testProject({
        'demo/syncs/hangs.ts': sync(`${told}\nawait nango.get({ endpoint: '/never?token=abcdef123' });`),
        'demo/syncs/spins.ts': sync(
            `${told}\nvoid nango.get({ endpoint: '/never' });\nvoid nango.get({ endpoint: '/never' });
            await new Promise((go) => setTimeout(go, 600));\nawait nango.get({ endpoint: '/fast' });\nfor (;;) {}`,
        ),
        'demo/syncs/forgets.ts': sync(`void nango.get({ endpoint: '/never' });\n${told}`),
        'demo/syncs/fails.ts': sync(
            `const hangs = nango.get({ endpoint: '/never' });\n${told}\nthrow new Error('first');\nawait hangs;`,
        ),
        'demo/syncs/slow.ts': sync(`await nango.get({ endpoint: '/slow' });`),
        'demo/syncs/fetches.ts': sync(`await nango.uncontrolledFetch({ url: 'https://example.com/never' });`),
        'demo/syncs/triggers.ts': sync(`await nango.triggerAction('hangs-too', {});`),
        'demo/actions/hangs-too.ts': action(`await nango.get({ endpoint: '/never' });`),
    });
});

afterAll(async () => {
    project.remove();
    await api.close();
});

/** Runs a script until the API has got so many requests, then interrupts it: what it printed, and what is stored. */
async function interrupted(script: string, requests = 1) {
    const store = path.join(project.root, `store-${script}`);
    const arrived = Promise.withResolvers<void>();
    let left = requests;
    onRequest = () => --left === 0 && arrived.resolve();
    const program = watched([
        ...['run', `demo/${script}`, '--project', project.root],
        ...['--base-url', api.url, '--store', store],
    ]);
    await arrived.promise;
    program.kill('SIGINT');
    await program.closed;
    const shown = await syncbench(['runs', 'last', '--store', store]);
    const document = await syncbench(['runs', 'last', '--json', '--store', store]);
    return {
        stdout: program.stdout,
        shown: shown.stdout,
        document: JSON.parse(document.stdout) as RunDocument & { run: RunRow },
    };
}

interface RunRow {
    status: string;
    http: number;
    logs: number;
}

const brief = ({ http }: RunDocument) => http.map(({ url, status, error }) => [new URL(url).pathname, status ?? error]);
const CANCELLED = {
    name: 'CanceledError',
    code: 'ERR_CANCELED',
    message: 'The run was cancelled before an answer came.',
};
const ENDED = { ...CANCELLED, message: 'The run ended before an answer came.' };

describe('a call that is on its way when its run ends', () => {
    it('is recorded without a response, redacted, and counted, when the run is cancelled', async () => {
        const { stdout, shown, document } = await interrupted('hangs', 2);
        expect(brief(document)).toEqual([
            ['/fast', 200],
            ['/never', CANCELLED],
        ]);
        expect(document.run).toMatchObject({ status: 'cancelled', http: 2 });
        const line = /GET \S+\/never\?token=REDACTED {2}no response: ERR_CANCELED The run was cancelled before/;
        for (const text of [stdout, shown]) {
            expect(text).toMatch(line);
            expect(text).toMatch(/Cancelled after .*: 2 HTTP calls,/);
        }
    });

    it('is completed by the host when the script does not let go of its process', async () => {
        const { stdout, document } = await interrupted('spins', 4);
        expect(brief(document)).toEqual([
            ['/fast', 200],
            ['/fast', 200],
            ['/never', CANCELLED],
            ['/never', CANCELLED],
        ]);
        expect(document.run).toMatchObject({ status: 'cancelled', http: 4 });
        expect(stdout.match(/no response: ERR_CANCELED/g)).toHaveLength(2);
        expect(stdout).toMatch(/Cancelled after .*: 4 HTTP calls,/);
    });

    it('is in the document of --json', async () => {
        const store = path.join(project.root, 'store-hangs-json');
        const arrived = Promise.withResolvers<void>();
        onRequest = (url) => url.startsWith('/never') && arrived.resolve();
        const program = watched([
            ...['run', 'demo/hangs', '--project', project.root],
            ...['--base-url', api.url, '--store', store, '--json'],
        ]);
        await arrived.promise;
        program.kill('SIGINT');
        await program.closed;
        expect(brief(JSON.parse(program.stdout))).toEqual([
            ['/fast', 200],
            ['/never', CANCELLED],
        ]);
    });

    it('is recorded, too, where nobody waited for it, and where another error came first', async () => {
        const flags = ['--base-url', api.url, '--ephemeral'];
        const [forgets, fails] = await Promise.all([
            runJson(project.root, 'demo/forgets', flags),
            runJson(project.root, 'demo/fails', flags),
        ]);
        expect([forgets.ok, brief(forgets)]).toEqual([
            true,
            [
                ['/fast', 200],
                ['/never', ENDED],
            ],
        ]);
        expect([fails.ok, brief(fails)]).toEqual([
            false,
            [
                ['/fast', 200],
                ['/never', ENDED],
            ],
        ]);
    });

    it('is recorded of uncontrolledFetch', async () => {
        const { document } = await interrupted('fetches');
        expect(brief(document)).toEqual([['/never', CANCELLED]]);
    });

    it('is recorded of a triggered action, in the run of that', async () => {
        const { stdout, document } = await interrupted('triggers');
        expect(document.http).toEqual([]);
        expect(stdout).toMatch(/^ {2}\S+ {2}GET \S+\/never {2}no response/m);
    });
});

describe('a call that lasts', () => {
    it('makes one line where there is no terminal, with --json on stderr', async () => {
        onRequest = () => {};
        const flags = ['--project', project.root, '--base-url', api.url, '--ephemeral'];
        const asText = watched(['run', 'demo/slow', ...flags]);
        const asJson = watched(['run', 'demo/slow', ...flags, '--json']);
        await Promise.all([asText.says('waiting'), asJson.says('waiting')]);
        for (const answer of slow.splice(0)) answer();
        await Promise.all([asText.closed, asJson.closed]);
        const waiting = expect.stringMatching(/^ +waiting 5\.\d s for GET http:\S+\/slow$/);
        expect(asText.stdout.split('\n').filter((line) => line.includes('GET'))).toEqual([
            waiting,
            expect.stringMatching(/GET http:\S+\/slow {2}200 {2}5\.\d s/),
        ]);
        expect(asJson.stderr.split('\n').filter((line) => line.includes('GET'))).toEqual([waiting]);
        expect(brief(JSON.parse(asJson.stdout))).toEqual([['/slow', 200]]);
    });
});

/** The program, and what it has printed. */
function watched(args: string[]) {
    const program = startSyncbench(args);
    const listeners: (() => void)[] = [];
    const run = {
        stdout: '',
        stderr: '',
        kill: (signal: NodeJS.Signals) => program.kill(signal),
        closed: once(program, 'close'),
        says: (text: string) =>
            new Promise<void>((resolve) => {
                listeners.push(() => (run.stdout + run.stderr).includes(text) && resolve());
            }),
    };
    for (const stream of ['stdout', 'stderr'] as const) {
        program[stream]?.on('data', (data) => {
            run[stream] += data;
            for (const listener of listeners) listener();
        });
    }
    return run;
}
