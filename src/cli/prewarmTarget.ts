import path from 'node:path';

/** Where a run will probably take place. */
export interface PrewarmTarget {
    /** A folder in the project. */
    folder: string;
    /** The project's own store unless told. */
    storeFolder?: string;
}

/** Nothing runs, or it runs with a store that is not there yet and has no name. */
const RULED_OUT = /^(--help|-h|--ephemeral)$/;

/**
 * Where a command line will probably run, guessed before it is parsed; undefined when nothing will run. Guessing wrong
 * costs a child that is not used.
 */
export function prewarmTarget(words: string[], cwd: string): PrewarmTarget | undefined {
    if (words[0] !== 'run' || words.length < 2 || words.some((word) => RULED_OUT.test(word))) return undefined;
    const script = words.slice(1).find((word) => word.endsWith('.ts') && !word.startsWith('-'));
    const project = script === undefined ? (flagValue(words, '--project') ?? '.') : path.dirname(script);
    const store = flagValue(words, '--store');
    return {
        folder: path.resolve(cwd, project),
        storeFolder: store === undefined ? undefined : path.resolve(cwd, store),
    };
}

/** The value of a flag, written `--flag value` or `--flag=value`. */
function flagValue(words: string[], flag: string): string | undefined {
    const index = words.indexOf(flag);
    if (index !== -1) return words[index + 1];
    return words.find((word) => word.startsWith(`${flag}=`))?.slice(flag.length + 1);
}
