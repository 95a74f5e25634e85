/** The name of a new file for a connection: one that every file system takes. */
export function connectionFileName(connectionId: string): string {
    const safe = connectionId.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+|[. ]+$/g, '_');
    return `${/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(safe) ? `_${safe}` : safe}.json`;
}
