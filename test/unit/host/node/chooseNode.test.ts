import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UserError } from '../../../../src/core/findings/UserError';
import { chooseNode } from '../../../../src/host/node/chooseNode';
import { findInPath } from '../../../../src/host/node/findInPath';

function folder(): string {
    const made = mkdtempSync(path.join(tmpdir(), 'syncbench-node-'));
    onTestFinished(() => rmSync(made, { recursive: true, force: true }));
    return made;
}

/** A program that answers as a Node would of which this is true. */
function pretender(answer: object | string, name = 'node'): string {
    const file = path.join(folder(), name);
    const text = typeof answer === 'string' ? answer : `echo '${JSON.stringify(answer)}'`;
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
}

const old = () => pretender({ path: '/x', version: '20.19.0', flags: [], hasSqlite: false });
const withoutSqlite = () =>
    pretender({ path: '/x', version: '22.20.0', electron: '37.2.3', flags: [], hasSqlite: false });

function linked(): string {
    const file = path.join(folder(), 'node');
    symlinkSync(process.execPath, file);
    return file;
}

async function refusal(choice: Parameters<typeof chooseNode>[0]): Promise<string> {
    const error = await chooseNode(choice).then(
        () => undefined,
        (reason: unknown) => reason,
    );
    if (!(error instanceof UserError)) throw new Error(`no UserError but ${String(error)}`);
    expect(error.code).toBe('node_unsuitable');
    expect(error.details.advice).toContain('22.13');
    return error.message;
}

describe('the Node that runs scripts', () => {
    it('is our own executable, with its version and the flags it has', async () => {
        const facts = await chooseNode({ own: process.execPath, environment: {} });
        expect(facts).toMatchObject({ path: process.execPath, version: process.versions.node });
        expect(facts.flags).toContain('--permission');
        expect(facts.flags.every((flag) => process.allowedNodeEnvironmentFlags.has(flag))).toBe(true);
    });

    it.each([
        ['too old', old],
        ['without SQLite', withoutSqlite],
        ['no Node at all', () => pretender('exit 3')],
    ])('is that of the PATH when our own is %s', async (_, own) => {
        const inPath = linked();
        const facts = await chooseNode({ own: own(), environment: { PATH: `/nowhere:${path.dirname(inPath)}` } });
        expect(facts.path).toBe(inPath);
    });

    it('is the configured one, whatever else there is', async () => {
        const configured = linked();
        expect((await chooseNode({ configured, own: process.execPath, environment: {} })).path).toBe(configured);
    });

    it.each([
        ['is not there', () => '/no/such/node', '/no/such/node is not there.'],
        ['is no full path', () => 'node', 'node is not a full path.'],
        ['is too old', old, 'is Node 20.19.0; 22.13 or later is needed.'],
        ['is no Node', () => pretender('echo hello'), 'is not Node.'],
        ['fails', () => pretender('exit 3'), 'ended with code 3.'],
        ['cannot be executed', () => folder(), 'cannot be executed.'],
    ])('a configured one that %s is refused, and no other taken for it', async (_, configured, message) => {
        const choice = { configured: configured(), own: process.execPath, environment: process.env };
        expect(await refusal(choice)).toContain(message);
    });

    it('when there is none, each that was tried is named', async () => {
        const message = await refusal({ own: withoutSqlite(), environment: {} });
        expect(message).toContain('The Node of VS Code is 22.20.0 without node:sqlite');
        expect(message).toContain('The PATH has no node.');
    });
});

describe('what the PATH has', () => {
    it('is looked for in its folders, in order', () => {
        const [first, second] = [linked(), linked()];
        const environment = { PATH: ['/nowhere', path.dirname(first), path.dirname(second)].join(':') };
        expect(findInPath('node', environment, 'linux')).toBe(first);
    });

    it.each([[''], ['.'], ['bin'], [undefined]])('%j names no folder that is looked into', (PATH) => {
        expect(findInPath('node', { PATH }, 'linux')).toBeUndefined();
    });
});
