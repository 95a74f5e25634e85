import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findWorkspaceProjects } from '../../../../src/extension/projects/findWorkspaceProjects';
import type { VSCode } from '../../../../src/extension/vscodeTypes';

const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'syncbench-links-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** An editor whose search finds these files; like the real one, it has followed links. */
const editor = (files: string[]) => {
    const found = files.map((file) => ({ scheme: 'file', fsPath: path.join(root, file) }));
    const findFiles = async (glob: string) =>
        found.filter(({ fsPath }) => fsPath.includes('.nango') === glob.includes('.nango'));
    return { workspace: { findFiles } } as unknown as VSCode;
};

test('a project that links lead to, too, is there once, under its own name', async () => {
    mkdirSync(path.join(root, 'own'));
    writeFileSync(path.join(root, 'own', 'nango.yaml'), '');
    symlinkSync(path.join(root, 'own'), path.join(root, 'a-link'), 'junction');
    const projects = await findWorkspaceProjects(editor(['a-link/nango.yaml', 'own/nango.yaml']));
    expect(projects).toEqual([
        { root: path.join(root, 'own'), form: 'classic', configFile: path.join(root, 'own', 'nango.yaml') },
    ]);
});

test('one that nothing but links lead to is there once, under the first of them', async () => {
    mkdirSync(path.join(root, 'zero', '.nango'), { recursive: true });
    writeFileSync(path.join(root, 'zero', '.nango', 'nango.json'), '[]');
    writeFileSync(path.join(root, 'zero', 'index.ts'), '');
    for (const link of ['link-1', 'link-2']) symlinkSync(path.join(root, 'zero'), path.join(root, link), 'junction');
    const projects = await findWorkspaceProjects(editor(['link-1/.nango/nango.json', 'link-2/.nango/nango.json']));
    expect(projects).toEqual([{ root: path.join(root, 'link-1'), form: 'zero-yaml' }]);
});
