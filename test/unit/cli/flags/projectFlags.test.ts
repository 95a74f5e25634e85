import path from 'node:path';
import { expect, it } from 'vitest';
import { projectFlags } from '../../../../src/cli/flags/projectFlags';

const root = path.resolve('/code/project');

it.each<[rule: string, cwd: string, flags: string[]]>([
    ['the project is the current folder', root, []],
    ['the current folder lies in the project', path.join(root, 'github', 'syncs'), []],
    ['the project lies below the current folder', path.dirname(root), ['--project', 'project']],
    ['the project lies elsewhere', path.resolve('/code/other'), ['--project', path.join('..', 'project')]],
])('%s', (_rule, cwd, flags) => {
    expect(projectFlags(root, cwd)).toEqual(flags);
});
