import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { userCacheFolder } from '../host/cacheFolder';
import { errorDocument } from './output/errorDocument';
import { unsupportedNode } from './supportedNode';

const words = process.argv.slice(2);
// Nothing else may load before this: the rest of the program uses what an older Node does not have.
const tooOld = unsupportedNode(process.versions.node, nodeOfClone);
if (tooOld) {
    const document = errorDocument(words, tooOld);
    if (document) process.stdout.write([...document].join(''));
    else process.stderr.write(`${tooOld.message} ${tooOld.advice}\n`);
    process.exitCode = 2;
} else {
    enableCompileCache(path.join(userCacheFolder(process.env), 'terminal'));
    // Rejections are handled inside; this file must stay readable for any Node.
    void import('./start').then(({ start }) => start(words, __dirname));
}

/** The Node that `npm ci` leaves in a clone, for the project's own tools. */
function nodeOfClone(): string | undefined {
    const { platform } = process;
    const file = platform === 'win32' ? 'node.exe' : 'node';
    const found = path.join(__dirname, '..', 'node_modules', 'node', 'bin', file);
    return existsSync(found) ? found : undefined;
}
