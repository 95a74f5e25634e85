import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MISSING_GLOBALS } from '../../../../src/core/policy/globals';
import type { ProjectForm } from '../../../../src/core/project/types';
import { explainMissingGlobal } from '../../../../src/runtime/sandbox/explainMissingGlobal';
import { Sandbox } from '../../../../src/runtime/sandbox/Sandbox';
import { ActionError } from '../../../../src/runtime/sdk/ActionError';

const said: [string, unknown[]][] = [];

function load(code: string, form: ProjectForm = 'classic', moduleFolders: string[] = []): Record<string, unknown> {
    const onConsole = (level: string, args: unknown[]) => void said.push([level, args]);
    return new Sandbox({ form, moduleFolders, onConsole, ActionError }).load(code, '/project/github/syncs/issues.ts');
}

/** The value of an expression in a sandbox. */
const evaluate = (expression: string, form?: ProjectForm) => load(`exports.value = ${expression};`, form).value;

function thrown(run: () => unknown): unknown {
    try {
        run();
    } catch (error) {
        return error;
    }
    throw new Error('nothing was thrown');
}

describe('the globals of the cloud (nango-semantics §9)', () => {
    it.each(['Buffer', 'Error', 'URL', 'URLSearchParams', 'require', 'setTimeout'])('%s is there', (name) => {
        expect(evaluate(`typeof ${name}`)).toBe('function');
    });

    it.each(['Buffer', 'Error', 'URL', 'URLSearchParams'] as const)('%s is the one of the host', (name) => {
        expect(evaluate(name)).toBe(globalThis[name]);
    });

    it.each([...MISSING_GLOBALS.keys(), '__filename'])('%s is missing', (name) => {
        expect(evaluate(`typeof ${name}`)).toBe('undefined');
    });

    it.each(['Promise', 'Map', 'Intl', 'JSON', 'WebAssembly', 'SharedArrayBuffer', 'escape'])(
        '%s is a copy of its own',
        (name) => {
            expect(evaluate(`typeof ${name}`)).not.toBe('undefined');
            expect(evaluate(name)).not.toBe(Reflect.get(globalThis, name));
        },
    );

    it('ActionError is there without an import, and constructor is not', () => {
        expect(evaluate('new ActionError({ message: "x" })')).toBeInstanceOf(ActionError);
        expect(evaluate('typeof globalThis.constructor')).toBe('undefined');
    });

    it('instanceof is as in the cloud: true for errors of the host, false for those of the engine', () => {
        const check = load(
            'exports.check = (host) => { try { null.x } catch (own) { return [host instanceof Error, own instanceof Error] } };',
        ).check as (host: Error) => boolean[];
        expect(check(new Error())).toEqual([true, false]);
    });

    it('text is not run as code', () => {
        for (const code of ['eval("1")', 'new Function("1")', '(async () => {}).constructor("1")']) {
            expect(thrown(() => evaluate(code))).toMatchObject({ name: 'EvalError' });
        }
    });

    it('setTimeout calls back with its arguments, and what it returns keeps its methods only', async () => {
        const wait = load(
            'exports.wait = (done) => { const t = setTimeout(done, 1, "a"); return [t.hasRef(), t.unref().hasRef(), t.ref().hasRef(), typeof t._idleNext]; };',
        ).wait as (done: (value: string) => void) => unknown;
        let timer: unknown;
        const value = await new Promise((resolve) => {
            timer = wait(resolve);
        });
        expect([value, timer]).toEqual(['a', [true, false, true, 'undefined']]);
    });

    it('console has every method, and all of it is handed over', () => {
        said.length = 0;
        load(
            'console.log("a", 1); console.warn("b"); console.error("c"); console.debug("d"); console.table([1]); console.nonsense("e"); console.assert(false, "f"); console.assert(true);',
        );
        expect(said).toEqual([
            ['info', ['a', 1]],
            ['warn', ['b']],
            ['error', ['c']],
            ['debug', ['d']],
            ['info', [[1]]],
            ['info', ['e']],
            ['error', ['Assertion failed', 'f']],
        ]);
    });
});

describe('require', () => {
    it.each(['fs', 'node:fs', 'axios', './x', '', 'constructor', '__proto__'])(
        "refuses '%s' in the words of the cloud",
        (name) => {
            expect(thrown(() => load(`require(${JSON.stringify(name)})`))).toEqual(
                new Error(`Module '${name}' is not allowed`),
            );
        },
    );

    it.each(['url', 'node:url', 'crypto', 'node:crypto'])('gives %s', (name) => {
        expect(evaluate(`Object.keys(require('${name}')).length > 5`)).toBe(true);
    });

    it('gives crypto without what changes the process, and as a copy', () => {
        expect(evaluate(`['setEngine', 'setFips', 'fips'].map((name) => name in require('crypto'))`)).toEqual([
            false,
            false,
            false,
        ]);
        load(`require('crypto').createHash = () => 'mine';`);
        expect(evaluate(`require('crypto').createHash('md5').update('').digest('hex')`)).toBe(
            'd41d8cd98f00b204e9800998ecf8427e',
        );
    });

    it('gives each form the zod its scripts were written for', () => {
        const issue = `require('zod').z.string().safeParse(1).error`;
        expect(evaluate(`typeof ${issue}.errors`, 'classic')).toBe('object');
        expect(evaluate(`typeof ${issue}.errors`, 'zero-yaml')).toBe('undefined');
        expect(evaluate(`require('zod') === require('zod')`)).toBe(true);
    });

    it("gives the project's own copy of a module, and says when there is none", () => {
        const folder = mkdtempSync(path.join(tmpdir(), 'syncbench-modules-'));
        try {
            expect(thrown(() => load(`require('soap')`, 'classic', [folder]))).toMatchObject({
                message: "Module 'soap' is not installed in the project. Install it with: npm install soap",
            });
            mkdirSync(path.join(folder, 'node_modules', 'soap'), { recursive: true });
            writeFileSync(path.join(folder, 'node_modules', 'soap', 'index.js'), 'exports.mine = true;');
            expect(
                load(`exports.value = require('soap').mine;`, 'classic', [path.join(folder, 'none'), folder]).value,
            ).toBe(true);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});

describe('explainMissingGlobal', () => {
    it.each([
        ['process.env', /no "process".*getEnvironmentVariables/],
        ['fetch("x")', /no "fetch".*nango\.get/],
        ['clearTimeout(1)', /no "clearTimeout"/],
        ['eval("1")', /does not run text as code/],
    ])('says what to do instead of %s', (code, advice) => {
        expect(explainMissingGlobal(thrown(() => evaluate(code)))).toMatch(advice);
    });

    it.each(['missing.x', 'null.x', '(() => { throw 1 })()', 'toString2'])('says nothing of %s', (code) => {
        expect(explainMissingGlobal(thrown(() => evaluate(code)))).toBeUndefined();
    });
});
