import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scriptArgument } from '../../../../src/cli/flags/scriptArgument';
import { prewarmTarget } from '../../../../src/cli/prewarmTarget';

let folder: string;

beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'script-argument-'));
    mkdirSync(path.join(folder, 'github', 'syncs'), { recursive: true });
    writeFileSync(path.join(folder, 'github', 'syncs', 'issues.ts'), '');
    writeFileSync(path.join(folder, 'plain'), '');
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a script is named by integration and name, by its name, or by its file', () => {
    const file = path.join(folder, 'github', 'syncs', 'issues.ts');
    expect(scriptArgument('github/issues', undefined, folder)).toEqual({ integration: 'github', name: 'issues' });
    expect(scriptArgument('issues', 'sync', folder)).toEqual({ name: 'issues', kind: 'sync' });
    expect(scriptArgument('github/syncs/issues.ts', undefined, folder)).toEqual({ file });
    expect(scriptArgument('github/syncs/issues', undefined, folder)).toEqual({ file });
    expect(scriptArgument(file, undefined, '/elsewhere')).toEqual({ file });
    expect(scriptArgument('missing.ts', undefined, folder)).toEqual({ file: path.join(folder, 'missing.ts') });
    expect(scriptArgument('plain', undefined, folder)).toEqual({ file: path.join(folder, 'plain') });
    expect(scriptArgument('github/syncs/other', 'sync', folder)).toEqual({ name: 'github/syncs/other', kind: 'sync' });
});

test.each([
    ['run github/issues', ['/home/me', undefined]],
    ['run github/issues --project sub', ['/home/me/sub', undefined]],
    ['run --project=/abs github/issues', ['/abs', undefined]],
    ['run github/syncs/issues.ts --json', ['/home/me/github/syncs', undefined]],
    ['run', undefined],
    ['run github/issues --help', undefined],
    ['run github/issues --ephemeral', undefined],
    ['run github/issues --store=/tmp/x', ['/home/me', '/tmp/x']],
    ['run github/issues --store kept', ['/home/me', '/home/me/kept']],
    ['records', undefined],
])('before "%s" is parsed, a child is started for %s', (line, expected) => {
    const target = prewarmTarget(line.split(' '), '/home/me');
    const resolved = (folder?: string) => folder && path.resolve(folder);
    expect(target && [target.folder, target.storeFolder]).toEqual(expected?.map(resolved));
});
