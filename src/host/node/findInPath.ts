import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** The full path of a program that the PATH has, as the system would find it; undefined when it has none. */
export function findInPath(
    name: string,
    environment: NodeJS.ProcessEnv,
    platform: NodeJS.Platform = process.platform,
): string | undefined {
    const isWindows = platform === 'win32';
    const { delimiter, join, isAbsolute } = isWindows ? path.win32 : path.posix;
    const variable = Object.keys(environment).find((key) => (isWindows ? key.toUpperCase() : key) === 'PATH');
    const folders = (variable === undefined ? '' : (environment[variable] ?? '')).split(delimiter);
    return (
        folders
            .map((folder) => folder.replace(/^"(.*)"$/, '$1'))
            // A relative folder would have what lies in the workspace executed.
            .filter((folder) => isAbsolute(folder))
            .map((folder) => join(folder, isWindows ? `${name}.exe` : name))
            .find(isExecutable)
    );
}

function isExecutable(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
    } catch {
        return false;
    }
}
