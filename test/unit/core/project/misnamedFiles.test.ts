import { describe, expect, it } from 'vitest';
import { misnamedFiles, type Script } from '../../../../src/core/project';
import { FLAVOURS } from './flavours';

describe.each(FLAVOURS)('the file that a script without one probably means, $name', ({ path, at }) => {
    const script = (name: string, exists: boolean): Script => ({
        integration: 'github',
        kind: 'sync',
        name,
        file: at(`/p/github/syncs/${name}.ts`),
        layout: 'nested',
        exists,
    });

    it.each<[what: string, name: string, files: string[], meant: string | undefined]>([
        ['has almost its name', 'org-reps', ['org-repos.ts', 'issues.ts'], 'org-repos'],
        ['is not one that is listed', 'isues', ['issues.ts'], undefined],
        ['is no test', 'org-reps', ['org-repos.test.ts'], undefined],
        ['has more in common than a few letters', 'org-reps', ['org-teams.ts'], undefined],
        ['need not be there', 'org-reps', [], undefined],
    ])('%s', async (_what, name, files, meant) => {
        const scripts = [script('issues', true), script(name, false)];
        const found = await misnamedFiles(scripts, { fileNames: async () => files }, path);
        const expected = meant === undefined ? [] : [[script(name, false).file, script(meant, true).file]];
        expect([...found]).toEqual(expected);
    });
});
