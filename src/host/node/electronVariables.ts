/** What an executable that is Electron needs in its environment to behave as Node. Node itself takes no notice of it. */
export function electronVariables(electron: string | undefined): Record<string, string> {
    return electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' };
}
