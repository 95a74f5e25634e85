import type { UsageError } from './output/runDocument';

/** The oldest Node whose `node:sqlite` needs no flag. */
const OLDEST = [22, 13] as const;

/**
 * What to say instead of starting, when this Node is too old; undefined when it is not.
 * @param version `process.versions.node`
 * @param another path of a Node that will do, where one is at hand
 */
export function unsupportedNode(version: string, another: () => string | undefined): UsageError | undefined {
    const parts = version.split('.');
    const major = Number(parts[0]);
    const minor = Number(parts[1]);
    if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
    const found = another();
    const advice =
        found === undefined
            ? 'Install a newer one (https://nodejs.org) and run the command again.'
            : `Install a newer one (https://nodejs.org), or run it by the one in this clone: ${found}`;
    const message = `Syncbench needs Node ${OLDEST.join('.')} or newer, and this is Node ${version}.`;
    return { type: 'node_unsuitable', message, advice };
}
