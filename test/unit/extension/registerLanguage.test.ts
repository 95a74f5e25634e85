import { afterEach, describe, expect, it } from 'vitest';
import { registerLanguage } from '../../../src/extension/language/registerLanguage';
import type { Services } from '../../../src/extension/Services';
import { FakeVscode } from '../../support/fakeVscode/FakeVscode';
import { FakeDocument } from '../../support/fakeVscode/FakeWorkspace';
import { Uri } from '../../support/fakeVscode/values';

let registered: { dispose(): unknown } | undefined;
afterEach(() => registered?.dispose());

/** A window of a project at /project, in which starting and stopping the server is written down. */
function open(start: () => Promise<void> = async () => {}) {
    const fake = new FakeVscode([]);
    const done: string[] = [];
    const services = {
        vscode: fake.api,
        projects: { projectOf: async (uri: Uri) => (uri.fsPath.startsWith('/project/') ? {} : undefined) },
        context: { extensionUri: Uri.file('/extension') },
        log: { error: (line: string) => done.push(line.split('\n')[0]!) },
    } as unknown as Services;
    registered = registerLanguage(services, async () => {
        done.push('started');
        await start();
        return { stop: async () => void done.push('stopped') };
    });
    const show = async (file: string, languageId: string) => {
        fake.activate(Object.assign(new FakeDocument(file, ''), { languageId }));
        await new Promise((resolve) => setImmediate(resolve));
        return done;
    };
    return { fake, done, show };
}

describe('the language server', () => {
    it.each([
        ['a script', '/project/demo/syncs/a.ts', 'typescript', ['started']],
        ['nango.yaml', '/project/nango.yaml', 'yaml', ['started']],
        ['a connection file', '/project/syncbench/connections/a.json', 'json', ['started']],
        ['a private one', '/project/.syncbench/connections/a.json', 'json', ['started']],
        ['another JSON file', '/project/connections/a.json', 'json', []],
        ['another file of the project', '/project/README.md', 'markdown', []],
        ['a script of no project', '/elsewhere/a.ts', 'typescript', []],
    ])('when %s is shown: %s', async (_what, file, languageId, expected) => {
        expect(await open().show(file, languageId)).toEqual(expected);
    });

    it('starts once, and stops with the extension', async () => {
        const { show, done } = open();
        await show('/project/a.ts', 'typescript');
        await show('/project/b.ts', 'typescript');
        await registered!.dispose();
        await new Promise((resolve) => setImmediate(resolve));
        expect(done).toEqual(['started', 'stopped']);
    });

    it('that does not start is written to the log', async () => {
        const { show } = open(async () => {
            throw new Error('no process');
        });
        expect(await show('/project/a.ts', 'typescript')).toEqual([
            'started',
            'The language server did not start: Error: no process',
        ]);
    });
});

describe('explaining a finding', () => {
    it.each([
        ['console-call', '/extension/docs/findings/console-call.md'],
        ['yaml_syntax', '/extension/docs/findings/yaml_syntax.md'],
        ['connection-secret', '/extension/docs/findings/connection-secret.md'],
        ['unheard_of', '/extension/docs/findings/README.md'],
        ['../../../etc/passwd', '/extension/docs/findings/README.md'],
    ])('%s opens %s', async (code, page) => {
        const { fake } = open();
        await fake.execute('syncbench.explainFinding', code);
        expect(fake.takeCalls('markdown.showPreview').join()).toContain(page);
    });
});
