import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProjectIndex } from '../../../../src/extension/projects/ProjectIndex';
import { FakeVscode } from '../../../support/fakeVscode/FakeVscode';
import { Uri } from '../../../support/fakeVscode/values';

let root: string;
beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'syncbench-index-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): Uri {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
    return Uri.file(path.join(root, file));
}

/** An index of the folder, and how often the workspace was searched. */
function open() {
    const { api } = new FakeVscode([root]);
    const searches: string[] = [];
    const { workspace } = api as unknown as { workspace: { findFiles(pattern: string): Promise<Uri[]> } };
    const { findFiles } = workspace;
    workspace.findFiles = (pattern) => {
        searches.push(pattern);
        return findFiles(pattern);
    };
    return { index: new ProjectIndex(api), searches };
}

const yaml =
    'integrations: { demo: { syncs: { a: { runs: every day, output: A, endpoint: GET /a } } } }\nmodels: { A: { id: string } }\n';

describe('the workspace is searched for projects', () => {
    it('not for a file that lies in none', async () => {
        const file = write('src/main.ts', '');
        const { index, searches } = open();
        expect(await index.scriptsOf(file as never)).toEqual([]);
        expect(await index.projectOf(file as never)).toBeUndefined();
        expect(searches).toEqual([]);
        index.dispose();
    });

    it('for a file of a project, however deep in the workspace', async () => {
        write('services/crm/nango.yaml', yaml);
        const file = write('services/crm/demo/syncs/a.ts', '');
        const { index, searches } = open();
        expect((await index.scriptsOf(file as never)).map(({ script }) => script.name)).toEqual(['a']);
        expect(searches).not.toEqual([]);
        index.dispose();
    });

    it('once a view has asked, also when the project goes', async () => {
        write('nango.yaml', yaml);
        const file = write('demo/syncs/a.ts', '');
        const { index } = open();
        expect(await index.all()).toHaveLength(1);
        rmSync(path.join(root, 'nango.yaml'));
        index.refresh();
        expect(await index.scriptsOf(file as never)).toEqual([]);
        expect(await index.all()).toEqual([]);
        index.dispose();
    });
});
