import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach } from 'vitest';
import { type CompileResult, Compiler } from '../../../src/compile/Compiler';
import { loadEsbuild } from '../../../src/compile/loadEsbuild';
import type { ProjectForm } from '../../../src/core/project/types';

/** The script that is compiled. */
export const ENTRY = 'github/syncs/issues.ts';

/** A compiler for the tests of a file, and a project folder for each of them. */
export function compilerFixture() {
    const compiler = new Compiler({ loadEsbuild });
    const folders: string[] = [];
    let root: string;
    beforeEach(() => {
        const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'syncbench-compile-')));
        folders.push(folder);
        root = path.join(folder, 'nango-integrations');
        mkdirSync(root);
    });
    afterAll(async () => {
        await compiler.dispose();
        for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    });

    const file = (name: string) => path.join(root, ...name.split('/'));

    function write(files: Record<string, string>): void {
        for (const [name, text] of Object.entries(files)) {
            mkdirSync(path.dirname(file(name)), { recursive: true });
            writeFileSync(file(name), text);
        }
    }

    function compile(files: Record<string, string>, form: ProjectForm = 'classic', overlay?: Map<string, string>) {
        write(files);
        return compiler.compile({ entry: file(ENTRY), projectRoot: root, form, overlay });
    }

    /** Errors as `file:line:column code: message`, with their related places. */
    function errorLines(result: CompileResult): string[] {
        if (result.ok) return [];
        const at = (place?: { file: string; line: number; column: number }) =>
            place
                ? `${path.relative(root, place.file).split(path.sep).join('/')}:${place.line}:${place.column}`
                : 'nowhere';
        return result.errors.flatMap((error) => [
            `${at(error.location)} ${error.code}: ${error.message}`,
            ...(error.related ?? []).map((one) => `  ${at(one.location)} ${one.message}`),
        ]);
    }

    return { compiler, projectRoot: () => root, file, write, compile, errorLines };
}

/** The exports of a bundle, run without a sandbox. */
export function run(result: CompileResult, ActionError: unknown = undefined): Record<string, unknown> {
    if (!result.ok) throw new Error(JSON.stringify(result.errors, undefined, 2));
    const module = { exports: {} as Record<string, unknown> };
    new Function('module', 'exports', 'require', 'ActionError', result.code)(
        module,
        module.exports,
        (name: string) => ({ required: name }),
        ActionError,
    );
    return module.exports;
}
