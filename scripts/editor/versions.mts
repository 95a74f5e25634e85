/** A VS Code that npm has: code-server is VS Code's workbench and extension host, served to a browser. */
export interface EditorVersion {
    /** Of the npm package `code-server`. */
    codeServer: string;
    /** Of the VS Code inside. */
    vscode: string;
    /** code-server runs on the exact Node major of its `engines` only. */
    node: string;
    /** Exact versions that replace dependencies which need a compiler or a git host. */
    overrides: Record<string, string>;
    /** Whether `--vscode-option enable-smoke-test-driver` exists; without it a served page has to be told otherwise. */
    hasSmokeTestOption: boolean;
}

export const newest: EditorVersion = {
    codeServer: '4.139.1',
    vscode: '1.139.1',
    node: '24.21.0',
    overrides: {},
    hasSmokeTestOption: true,
};

/** The oldest that `engines.vscode` of package.json admits. */
export const oldest: EditorVersion = {
    codeServer: '4.105.1',
    vscode: '1.105.1',
    node: '22.23.3',
    // argon2 0.31 has no prebuilt binary, and this watcher of VS Code's points at a git address.
    overrides: { argon2: '0.44.0', '@parcel/watcher': '2.5.1' },
    hasSmokeTestOption: false,
};
