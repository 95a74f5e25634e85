import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export interface TestProject {
    root: string;
    /** Removes one of its files. */
    drop(file: string): void;
    remove(): void;
}

/**
 * A classic project in a temporary folder: `files` by path below its root, with a `nango.yaml` that lists every
 * `demo/syncs/*.ts` (saving `Item` and `Other`) and `demo/actions/*.ts`, unless `files` brings one.
 */
export function testProject(files: Record<string, string>): TestProject {
    const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'syncbench-test-')));
    for (const [file, text] of Object.entries({ 'nango.yaml': nangoYaml(Object.keys(files)), ...files })) {
        const target = path.join(root, file);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, text);
    }
    return {
        root,
        drop: (file) => rmSync(path.join(root, file)),
        remove: () => rmSync(root, { recursive: true, force: true }),
    };
}

function nangoYaml(files: string[]): string {
    const names = (folder: string) =>
        files.filter((file) => file.startsWith(`demo/${folder}/`)).map((file) => path.basename(file, '.ts'));
    const syncs = names('syncs').map(
        (name) => `
            ${name}:
                runs: every hour
                sync_type: full
                output: [Item, Other]
                endpoint: [GET /${name}, GET /${name}-other]`,
    );
    const actions = names('actions').map(
        (name) => `
            ${name}:
                endpoint: POST /${name}
                output: Item`,
    );
    return `integrations:
    demo:
        syncs:${syncs.join('') || ' {}'}
        actions:${actions.join('') || ' {}'}
models:
    Item:
        id: string
        name: string
    Other:
        id: string
`;
}

/** The source of a sync whose body is `body`. */
export const sync = (body: string, imports = '') =>
    `${imports}\nexport default async function fetchData(nango: any) {\n${body}\n}\n`;

/** The source of an action whose body is `body`. */
export const action = (body: string, imports = '') =>
    `${imports}\nexport default async function runAction(nango: any, input: any) {\n${body}\n}\n`;
