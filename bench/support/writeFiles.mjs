import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes files below `root`, by their paths there, with the folders they need. */
export function writeFiles(root, files) {
    for (const [file, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
        writeFileSync(path.join(root, file), text);
    }
}
