import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { blockingFiles } from '../../../src/cli/check/blockingFiles';
import { findProjects } from '../../../src/core/project';
import { orAbsent } from '../../../src/core/project/orAbsent';
import { nodeFiles } from '../../../src/host/nodeFiles';
import { OverlayFiles } from '../../../src/language/server/OverlayFiles';

const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'syncbench-files-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe.each([
    ['nodeFiles', nodeFiles],
    ['blockingFiles', blockingFiles],
    ['OverlayFiles', new OverlayFiles(() => undefined)],
])('%s', (name, files) => {
    test('finds a project once that links lead to, too, and ends where they go round in circles', async () => {
        const folder = path.join(root, name);
        mkdirSync(path.join(folder, 'packages', 'integrations'), { recursive: true });
        writeFileSync(path.join(folder, 'packages', 'integrations', 'nango.yaml'), 'integrations: {}');
        symlinkSync(path.join(folder, 'packages'), path.join(folder, 'linked'), 'junction');
        symlinkSync(folder, path.join(folder, 'packages', 'integrations', 'circle'), 'junction');
        const projects = await findProjects(files, folder, path);
        expect(projects.map((project) => path.relative(folder, project.root))).toEqual([
            path.join('packages', 'integrations'),
        ]);
    });

    test('takes what is not there for absent', async () => {
        const file = path.join(root, 'file.txt');
        writeFileSync(file, 'text');
        expect(await files.readFile(path.join(root, 'none'))).toBeUndefined();
        expect(await files.readFile(path.join(file, 'below'))).toBeUndefined();
        expect(await files.readFile(root)).toBeUndefined();
        expect(await files.isFile(path.join(root, 'none'))).toBe(false);
        expect(await files.isFile(path.join(file, 'below'))).toBe(false);
        expect(await files.readDirectory(path.join(root, 'none'))).toBeUndefined();
        expect(await files.readDirectory(file)).toBeUndefined();
    });
});

test.each(['EMFILE', 'ENFILE', 'EIO', 'ENOMEM'])('%s does not pass for a missing file', (code) => {
    const error = Object.assign(new Error(`${code}: something is wrong`), { code });
    expect(() => orAbsent(error, '/p/nango.yaml')).toThrow(`/p/nango.yaml could not be read: ${code}`);
});
