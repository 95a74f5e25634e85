import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const src = path.resolve(import.meta.dirname, '../../src');

/** What each folder may import of ours, and of libraries that are heavy or belong to one place. */
const MAY_IMPORT: Record<string, { folders: string[]; libraries?: string[] }> = {
    core: { folders: [] },
    protocol: { folders: ['core'] },
    records: { folders: ['core', 'protocol'], libraries: ['node:sqlite'] },
    connections: { folders: ['core', 'protocol'] },
    compile: { folders: ['core', 'protocol'], libraries: ['esbuild'] },
    runtime: { folders: ['core', 'protocol', 'records'] },
    host: { folders: ['core', 'protocol', 'records', 'connections', 'compile', 'runtime'] },
    language: { folders: ['core', 'protocol'], libraries: ['typescript'] },
    cli: {
        folders: ['core', 'protocol', 'records', 'connections', 'compile', 'runtime', 'host', 'language'],
    },
    extension: {
        folders: ['core', 'protocol', 'records', 'connections', 'compile', 'runtime', 'host'],
        libraries: ['vscode'],
    },
    webview: { folders: ['core', 'protocol'] },
};
const BOUND = ['typescript', 'esbuild', 'node:sqlite', 'vscode'];

interface Import {
    file: string;
    specifier: string;
}

/** The imports of a folder that are left at run time, dynamic ones too; types may come from anywhere below. */
function importsOf(folder: string): Import[] {
    const root = path.join(src, folder);
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .flatMap((name) => {
            const file = path.join(root, name);
            const text = readFileSync(file, 'utf8');
            const found = text.matchAll(
                /(?:^|\n)(import|export) (type )?[^;'"]*?from '([^']+)'|import\((?:\/\*.*?\*\/ )?'([^']+)'\)|(?:^|\n)import '([^']+)'/g,
            );
            return [...found].map(([, , isType, from, dynamic, bare]) => ({
                file: path.relative(src, file),
                specifier: (isType ? `type ${from}` : (from ?? dynamic ?? bare))!,
            }));
        });
}

describe.each(readdirSync(src))('src/%s', (folder) => {
    const rule = MAY_IMPORT[folder];
    const imports = importsOf(folder);

    test('has a rule for what it may import', () => {
        expect(rule).toBeDefined();
        expect(imports.length).toBeGreaterThan(0);
    });

    test('imports only from folders above it', () => {
        const wrong = imports.filter(({ file, specifier }) => {
            const name = specifier.replace(/^type /, '');
            if (!name.startsWith('.')) return false;
            const target = path.relative(src, path.resolve(src, path.dirname(file), name)).split(path.sep)[0]!;
            return target !== folder && !rule!.folders.includes(target);
        });
        expect(wrong).toEqual([]);
    });

    test('imports no library that belongs elsewhere', () => {
        const allowed = rule!.libraries ?? [];
        const wrong = imports.filter(({ specifier }) => BOUND.includes(specifier) && !allowed.includes(specifier));
        expect(wrong).toEqual([]);
    });
});
