import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProjectForm } from '../../../../src/core/project/types';
import { ProjectZod } from '../../../../src/runtime/sandbox/ProjectZod';

let above: string;
let root: string;
beforeEach(() => {
    above = realpathSync(mkdtempSync(path.join(tmpdir(), 'syncbench-zod-')));
    root = path.join(above, 'nango-integrations');
    mkdirSync(root);
});
afterEach(() => rmSync(above, { recursive: true, force: true }));

/** A package that says which it is; the fourth generation is the one that has `toJSONSchema`. */
function install(folder: string, name: string, generation: 3 | 4): void {
    const home = path.join(folder, 'node_modules', 'zod');
    mkdirSync(home, { recursive: true });
    writeFileSync(path.join(home, 'package.json'), '{ "name": "zod", "main": "./index.cjs" }');
    const more = generation === 4 ? 'exports.toJSONSchema = () => ({});' : '';
    writeFileSync(path.join(home, 'index.cjs'), `exports.name = '${name}';${more}`);
}

function named(form: ProjectForm): string {
    const { module } = new ProjectZod(form, [root, above]);
    const { name, toJSONSchema } = module as { name?: string; toJSONSchema?: unknown };
    return name ?? (toJSONSchema ? 'ours, 4' : 'ours, 3');
}

it('without a copy of its own a project gets ours, of its form’s generation', () => {
    expect([named('classic'), named('zero-yaml')]).toEqual(['ours, 3', 'ours, 4']);
});

it.each([3, 4] as const)('a project’s own copy wins, whichever it is: %s', (generation) => {
    install(root, 'own', generation);
    install(above, 'above', generation);
    expect([named('classic'), named('zero-yaml')]).toEqual(['own', 'own']);
});

it('one that is installed above it wins where it is of the generation that the form needs', () => {
    install(above, 'above', 4);
    expect([named('classic'), named('zero-yaml')]).toEqual(['ours, 3', 'above']);
});
