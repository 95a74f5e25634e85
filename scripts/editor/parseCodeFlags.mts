/** What a desktop VS Code was asked on its command line, as far as it means something here. */
export interface CodeFlags {
    extensionDevelopmentPath: string[];
    extensionTestsPath?: string;
    userData?: string;
    extensions?: string;
    disableWorkspaceTrust: boolean;
    /** `--install-extension x.vsix` and the like, which are answered without a window. */
    commands: string[];
    /** The folder or `.code-workspace` file to open. */
    workspace?: string;
}

const commandsWithValue = ['install-extension', 'uninstall-extension'];
const commands = ['list-extensions', 'show-versions', 'version'];

/** Flags that only a desktop program has (`--no-sandbox`, `--skip-welcome`, …) are passed over. */
export function parseCodeFlags(argv: string[]): CodeFlags {
    const flags: CodeFlags = { extensionDevelopmentPath: [], disableWorkspaceTrust: false, commands: [] };
    const rest = [...argv];
    while (rest.length > 0) {
        const argument = rest.shift() ?? '';
        const [, name, inline] = /^--([^=]+)(?:=(.*))?$/s.exec(argument) ?? [];
        const value = () => inline ?? rest.shift() ?? '';
        if (name === undefined) flags.workspace = argument;
        else if (name === 'extensionDevelopmentPath') flags.extensionDevelopmentPath.push(value());
        else if (name === 'extensionTestsPath') flags.extensionTestsPath = value();
        else if (name === 'user-data-dir') flags.userData = value();
        else if (name === 'extensions-dir') flags.extensions = value();
        else if (name === 'disable-workspace-trust') flags.disableWorkspaceTrust = true;
        else if (commandsWithValue.includes(name)) flags.commands.push(`--${name}`, value());
        else if (commands.includes(name)) flags.commands.push(`--${name}`);
    }
    return flags;
}
