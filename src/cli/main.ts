import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { userCacheFolder } from '../host/cacheFolder';
import { unsupportedNode } from './supportedNode';

// Nothing else may load before this: the rest of the program uses what an older Node does not have.
const tooOld = unsupportedNode(process.versions.node, nodeOfClone);
if (tooOld) {
    process.stderr.write(`${tooOld}\n`);
    process.exitCode = 2;
} else {
    enableCompileCache(path.join(userCacheFolder(process.env), 'terminal'));
    // Rejections are handled inside; this file must stay readable for any Node.
    void import('./start').then(({ start }) => start(process.argv.slice(2), __dirname));
}

/** The Node that `npm ci` leaves in a clone, for the project's own tools. */
function nodeOfClone(): string | undefined {
    const { platform } = process;
    const file = platform === 'win32' ? 'node.exe' : 'node';
    const found = path.join(__dirname, '..', 'node_modules', 'node', 'bin', file);
    return existsSync(found) ? found : undefined;
}
