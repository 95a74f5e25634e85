import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Compiler } from '../../../../src/compile/Compiler';
import { loadEsbuild } from '../../../../src/compile/loadEsbuild';
import { rememberCaller } from '../../../../src/runtime/sandbox/rememberCaller';
import { Sandbox } from '../../../../src/runtime/sandbox/Sandbox';
import { ScriptSources } from '../../../../src/runtime/sandbox/ScriptSources';
import { scriptError } from '../../../../src/runtime/sandbox/scriptError';
import { ActionError } from '../../../../src/runtime/sdk/ActionError';

describe('places in the script', () => {
    const root = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'syncbench-error-'))));
    const entry = path.join(root, 'github', 'actions', 'act.ts');
    const helper = path.join(root, 'github', 'helper.ts');
    const sources = new ScriptSources();
    let act: (nango: object, what: string) => Promise<unknown>;
    const own = { filename: entry, kind: 'action' as const, sources };

    beforeAll(async () => {
        mkdirSync(path.dirname(entry), { recursive: true });
        writeFileSync(
            entry,
            [
                `import { boom, helper } from '../helper';`,
                'interface Unused { a: string }',
                'export default async function runAction(nango: any, what: string) {',
                `    if (what === 'boom') boom();`,
                `    if (what === 'process') return process.env;`,
                '    await helper(nango, what);',
                '}',
            ].join('\n'),
        );
        writeFileSync(
            helper,
            [
                'type Nothing = {};',
                'export function boom(): never { throw new Error("boom"); }',
                'export async function helper(nango: any, what: string): Promise<void> {',
                '    if (what === "pages") for await (const page of nango.pages()) await page;',
                '    else await nango[what]();',
                '}',
            ].join('\n'),
        );
        const compiler = new Compiler({ loadEsbuild });
        const result = await compiler.compile({ entry, projectRoot: root, form: 'classic' });
        await compiler.dispose();
        if (!result.ok) throw new Error(JSON.stringify(result.errors));
        const sandbox = new Sandbox({ form: 'classic', moduleFolders: [], onConsole: () => {}, ActionError, sources });
        act = sandbox.load(result.code, entry).default as typeof act;
    });
    afterAll(() => rmSync(root, { recursive: true, force: true }));

    const nango = {
        slow: async () => {
            await new Promise((resolve) => setTimeout(resolve, 1));
            throw new Error('late');
        },
        fast: rememberCaller(async () => {
            await undefined;
            throw new Error('at once');
        }, sources),
        pages: rememberCaller(async function* () {
            yield await undefined;
            throw new Error('second page');
        }, sources),
    };
    const caught = (what: string) =>
        act(nango, what).then(
            () => Promise.reject(new Error('nothing was thrown')),
            (error) => scriptError(error, own),
        );

    it.each([
        ['boom', helper, 2, 39, 'boom'],
        ['process', entry, 5, 29, 'runAction'],
        ['slow', helper, 5, 10, 'helper'],
        ['fast', helper, 5, 26, 'helper'],
        ['pages', helper, 4, 44, 'helper'],
    ])('an error of %s is at its line of TypeScript', async (what, file, line, column, called) => {
        const error = await caught(what);
        expect(error).toMatchObject({ file, line, column });
        expect(error.frames[0]).toEqual({ function: called, file, line, column });
        expect(error.frames.every((frame) => [entry, helper].includes(frame.file))).toBe(true);
    });

    it('the payload has the stack of the script alone', async () => {
        expect((await caught('boom')).payload).toEqual({
            name: 'Error',
            message: 'boom',
            stacktrace: ['Error: boom', `at boom (${helper}:2:39)`, `at runAction (${entry}:4:26)`],
        });
    });

    it('a missing global comes with advice', async () => {
        expect(await caught('process')).toMatchObject({
            message: 'process is not defined',
            advice: expect.stringContaining('getEnvironmentVariables'),
        });
    });
});
