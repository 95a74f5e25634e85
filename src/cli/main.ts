import { enableCompileCache } from 'node:module';
import path from 'node:path';
import { userCacheFolder } from '../host/cacheFolder';
import { unsupportedNode } from './supportedNode';

// Nothing else may load before this: the rest of the program uses what an older Node does not have.
const tooOld = unsupportedNode(process.versions.node);
if (tooOld) {
    process.stderr.write(`${tooOld}\n`);
    process.exitCode = 2;
} else {
    enableCompileCache(path.join(userCacheFolder(process.env), 'terminal'));
    // Rejections are handled inside; this file must stay readable for any Node.
    void import('./start').then(({ start }) => start(process.argv.slice(2), __dirname));
}
