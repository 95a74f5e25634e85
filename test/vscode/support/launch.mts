import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import type { EditorHost } from '../../../scripts/editor/chooseHost.mts';
import { writeUserSettings } from '../../../scripts/editor/userSettings.mts';
import { TestReport } from './TestReport.mts';

export interface Launch {
    host: EditorHost;
    /** Name of a file of test/vscode/suite, without its ending. */
    suite: string;
    /** Folder or `.code-workspace` file that is open. */
    workspace: string;
    settings?: Record<string, unknown>;
    /** Ask whether the folder is trusted; the tests then begin in an untrusted one. */
    workspaceTrust?: boolean;
    environment?: Record<string, string>;
}

const root = path.resolve(import.meta.dirname, '../../..');
/** Spares processes of the built-in TypeScript extension that no test needs; one of them asks npm for typings. */
const sparing = { 'typescript.disableAutomaticTypeAcquisition': true, 'typescript.tsserver.useSyntaxServer': 'never' };
/** Where `buildSuites` puts the suites. */
export const suitesFolder = path.join(root, '.vscode-test', 'suites');

/** Runs one suite in a VS Code of its own, with a new profile and this project as the extension under development. */
export async function launch({
    host,
    suite,
    workspace,
    settings,
    workspaceTrust,
    environment,
}: Launch): Promise<TestReport> {
    const profile = mkdtempSync(path.join(os.tmpdir(), 'syncbench-profile-'));
    const reportFile = path.join(profile, 'report.jsonl');
    const userData = path.join(profile, 'data');
    writeUserSettings(userData, { ...sparing, ...settings });
    const profileFlags = [`--user-data-dir=${userData}`, `--extensions-dir=${path.join(profile, 'extensions')}`];
    const variables = {
        ...host.environment,
        ...environment,
        SYNCBENCH_TEST_SUITE: suite,
        SYNCBENCH_TEST_REPORT: reportFile,
    };
    const tests = path.join(suitesFolder, 'index.js');
    try {
        if (workspaceTrust) {
            // runTests always turns workspace trust off.
            const flags = [`--extensionDevelopmentPath=${root}`, `--extensionTestsPath=${tests}`, '--no-sandbox'];
            const child = spawn(host.executable, [workspace, ...profileFlags, ...flags], {
                env: { ...process.env, ...variables },
                stdio: 'inherit',
            });
            await once(child, 'exit');
        } else {
            await runTests({
                vscodeExecutablePath: host.executable,
                extensionDevelopmentPath: root,
                extensionTestsPath: tests,
                launchArgs: [workspace, ...profileFlags],
                extensionTestsEnv: variables,
            });
        }
    } catch (error) {
        // The report says which tests failed; without one, the editor did not come so far.
        if (new TestReport(reportFile).lines.length === 0) console.error(error);
    }
    const report = new TestReport(reportFile);
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    return report;
}
