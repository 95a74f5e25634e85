import path from 'node:path';

/** Nothing runs, or it runs with a store that the child could not have been given access to. */
const RULED_OUT = /^(--help|-h|--ephemeral|--store(=.*)?)$/;

/**
 * The folder of the project that a command line will probably run in, guessed before it is parsed; undefined when
 * nothing will run. Guessing wrong costs a child that is not used.
 */
export function prewarmFolder(words: string[], cwd: string): string | undefined {
    if (words[0] !== 'run' || words.length < 2 || words.some((word) => RULED_OUT.test(word))) return undefined;
    const script = words.slice(1).find((word) => word.endsWith('.ts') && !word.startsWith('-'));
    if (script !== undefined) return path.dirname(path.resolve(cwd, script));
    const flag = words.findIndex((word) => word === '--project' || word.startsWith('--project='));
    const word = words[flag];
    const project = word === '--project' ? words[flag + 1] : word?.slice('--project='.length);
    return path.resolve(cwd, project ?? '.');
}
