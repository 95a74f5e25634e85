/** The oldest Node whose `node:sqlite` needs no flag. */
const OLDEST = [22, 13] as const;

/** A sentence to print instead of starting, when this Node is too old; undefined when it is not. `version` is `process.versions.node`. */
export function unsupportedNode(version: string): string | undefined {
    const parts = version.split('.');
    const major = Number(parts[0]);
    const minor = Number(parts[1]);
    if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
    return (
        'Syncbench needs Node ' +
        OLDEST.join('.') +
        ' or newer, and this is Node ' +
        version +
        '. Install a newer Node (https://nodejs.org) and run the command again.'
    );
}
