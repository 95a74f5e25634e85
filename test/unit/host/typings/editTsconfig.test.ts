import { parse } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { libraryTypes } from '../../../../src/core/typings/packages';
import { editTsconfig } from '../../../../src/host/typings/editTsconfig';

const FOLDER = '.syncbench/types';
const classic = libraryTypes('classic');
const zod = classic.filter(({ name }) => name === 'zod');
const edit = (text: string | undefined, libraries = classic) => editTsconfig(text, libraries, FOLDER, 'classic');

test('a project without tsconfig.json gets a strict one', () => {
    const config = parse(edit(undefined)!);
    expect(config.compilerOptions).toMatchObject({ strict: true, noUnusedLocals: true, noEmit: true });
    expect(config.compilerOptions.paths['node:crypto']).toEqual(['./.syncbench/types/node/crypto.d.ts']);
    expect(config.include).toEqual(['**/*', '.syncbench/types/node/globals.d.ts']);
});

describe('of a tsconfig.json', () => {
    test('comments, order and indentation stay', () => {
        const text = `{
  // ours
  "extends": "./base.json",
  "compilerOptions": {
    "strict": true, /* yes */
    "paths": { "@/*": ["./src/*"] },
  },
}
`;
        expect(edit(text, zod)).toBe(`{
  // ours
  "extends": "./base.json",
  "compilerOptions": {
    "strict": true, /* yes */
    "paths": {
      "@/*": [
        "./src/*"
      ],
      "zod": [
        "./.syncbench/types/zod/v3/index.d.ts"
      ]
    },
  },
}
`);
    });

    test('a text that has everything stays as it is', () => {
        const once = edit('{\r\n\t"compilerOptions": {}\r\n}\r\n')!;
        expect(once).toContain('\r\n\t\t"paths"');
        expect(edit(once)).toBe(once);
    });

    test.each<[what: string, text: string, include: unknown, files: unknown]>([
        ['include', '{ "include": ["src"] }', ['src', '.syncbench/types/node/globals.d.ts'], undefined],
        ['files', '{ "files": ["a.ts"] }', undefined, ['a.ts', '.syncbench/types/node/globals.d.ts']],
        ['neither', '{}', ['**/*', '.syncbench/types/node/globals.d.ts'], undefined],
    ])('the globals join %s', (_, text, include, files) => {
        expect(parse(edit(text)!)).toMatchObject({ ...(include ? { include } : {}), ...(files ? { files } : {}) });
    });

    test.each<[baseUrl: string, target: string]>([
        ['.', './.syncbench/types/zod/v3/index.d.ts'],
        ['./src', '../.syncbench/types/zod/v3/index.d.ts'],
        ['src\\deep', '../../.syncbench/types/zod/v3/index.d.ts'],
    ])('paths start at its baseUrl %j', (baseUrl, target) => {
        const text = edit(JSON.stringify({ compilerOptions: { baseUrl } }), zod)!;
        expect(parse(text).compilerOptions.paths.zod).toEqual([target]);
    });

    test.each(['{ "compilerOptions": ', '[]', 'nothing'])('%j is not edited', (text) => {
        expect(edit(text)).toBeUndefined();
    });
});
