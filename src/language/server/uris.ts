import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The path of a file URI, as this system writes it; undefined for every other scheme. */
export function pathOf(uri: string): string | undefined {
    if (!uri.startsWith('file:')) return undefined;
    try {
        return path.normalize(fileURLToPath(uri));
    } catch {
        // A host on a system that has none, say.
        return undefined;
    }
}

export function uriOf(file: string): string {
    return pathToFileURL(file).href;
}
