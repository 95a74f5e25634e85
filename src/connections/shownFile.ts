import path from 'node:path';

/** A file as messages name it: relative to the folder where a person stands, unless that is longer. */
export function shownFile(file: string, folder: string): string {
    const relative = path.relative(folder, file);
    return relative !== '' && relative.length < file.length ? relative : file;
}
