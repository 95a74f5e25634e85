import { fileURLToPath } from 'node:url';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { describe, expect, it } from 'vitest';
import { Compiler } from '../../../src/compile/Compiler';
import { loadEsbuild } from '../../../src/compile/loadEsbuild';
import { compilerFixture, ENTRY, run } from './compilerFixture';

const { compiler, projectRoot, file, write, compile, errorLines } = compilerFixture();

describe('models (nango-semantics §3.1)', () => {
    class ActionError extends Error {}

    it.each(['../../models', '../../models.js', '../../models.ts'])(
        '%s gives the runtime ActionError without a file',
        async (specifier) => {
            const result = await compile({
                [ENTRY]: `import { ActionError, NangoSync } from '${specifier}';\nexport default (n: NangoSync) => ActionError;`,
            });
            expect((run(result, ActionError).default as () => unknown)()).toBe(ActionError);
        },
    );

    it('gives it beside the values of a real file, whose own imports of types do not count', async () => {
        const result = await compile({
            [ENTRY]: `import { ActionError, NangoFlows } from '../../models';\nexport default () => [ActionError, NangoFlows];`,
            'models.ts': `import { AxiosInstance } from 'axios';\nexport declare class ActionError extends Error { a: AxiosInstance }\nexport const NangoFlows = [{ syncs: [] }] as const;`,
        });
        expect((run(result, ActionError).default as () => unknown)()).toEqual([ActionError, [{ syncs: [] }]]);
    });

    it('gives what nango.yaml lists as NangoFlows where no file has it, asked for only then', async () => {
        let asked = 0;
        const flows = async () => {
            asked++;
            return [{ providerConfigKey: 'github' }];
        };
        const texts = [
            `import { NangoSync, Issue } from '../../models';\nexport default (n: NangoSync) => ({} as Issue);`,
            `import { NangoFlows } from '../../models.js';\nexport default () => NangoFlows[0].providerConfigKey;`,
        ];
        const values: unknown[] = [];
        for (const text of texts) {
            write({ [ENTRY]: text });
            const result = await compiler.compile({
                entry: file(ENTRY),
                projectRoot: projectRoot(),
                form: 'classic',
                flows,
            });
            values.push((run(result, ActionError).default as (n?: unknown) => unknown)(), asked);
        }
        expect(values).toEqual([{}, 0, 'github', 1]);
    });

    it('is found in the flat layout, and for types alone it is not needed at all', async () => {
        write({
            'flat.ts': `import { ActionError, Issue } from './models';\nexport default (i: Issue) => ActionError;`,
        });
        const result = await compiler.compile({ entry: file('flat.ts'), projectRoot: projectRoot(), form: 'classic' });
        expect((run(result, ActionError).default as () => unknown)()).toBe(ActionError);
        expect(result.ok && result.inputs).toEqual([file('flat.ts')]);
    });

    it('says that a type is not a value', async () => {
        const result = await compile({
            [ENTRY]: `import { NangoSync } from '../../models';\nexport default () => NangoSync;`,
        });
        expect(errorLines(result)).toEqual([
            `${ENTRY}:1:10 compile_error: "NangoSync" is not a value that "models" exports; it is a type at most, and types are gone when a script runs.`,
        ]);
    });
});

describe('the bundle', () => {
    it('has a source map whose sources are the absolute files', async () => {
        const result = await compile({
            [ENTRY]: `import { a } from './a b';\nexport default function fetchData() {\n    throw new Error(a);\n}`,
            'github/syncs/a b.ts': `export const a = 'x';`,
        });
        if (!result.ok) throw new Error('not compiled');
        const map = new TraceMap(Buffer.from(result.code.split('base64,').pop() as string, 'base64').toString());
        expect(map.resolvedSources.map((source) => fileURLToPath(source)).sort()).toEqual([
            file('github/syncs/a b.ts'),
            file(ENTRY),
        ]);
        const lines = result.code.split('\n');
        const line = lines.findIndex((text) => text.includes('throw new Error')) + 1;
        const column = (lines[line - 1] as string).indexOf('throw');
        expect(originalPositionFor(map, { line, column })).toMatchObject({ line: 3, column: 4 });
    });

    it('ignores the tsconfig of the user', async () => {
        const result = await compile({
            [ENTRY]: `export default () => 'ran';`,
            'tsconfig.json': '{ "compilerOptions": { "target": "nonsense" ',
        });
        expect((run(result).default as () => unknown)()).toBe('ran');
    });

    it('gives zero-YAML scripts their definition with its type', async () => {
        const result = await compile(
            { [ENTRY]: `import { createSync } from 'nango';\nexport default createSync({ exec: () => 1 });` },
            'zero-yaml',
        );
        expect(run(result).default).toMatchObject({ type: 'sync' });
        expect(result.ok && result.modules).toEqual([]);
    });
});

it('dispose ends the service, and the next compile starts another', async () => {
    const own = new Compiler({ loadEsbuild });
    write({ [ENTRY]: 'export default () => 1;' });
    const request = { entry: file(ENTRY), projectRoot: projectRoot(), form: 'classic' } as const;
    expect((await own.compile(request)).ok).toBe(true);
    await own.dispose();
    expect((await own.compile(request)).ok).toBe(true);
    await own.dispose();
});
