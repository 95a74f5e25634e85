// `npm run package [-- <target>…] [--out <folder>]`: makes syncbench-<target>.vsix of what is built, for all targets or
// those that are named; `own` is this machine's.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makePackage } from './package/makePackage.mts';
import { findTargets, ownTarget } from './package/targets.mts';

const root = path.dirname(import.meta.dirname);
const { values, positionals } = parseArgs({
    options: { out: { type: 'string', default: root } },
    allowPositionals: true,
});
const names = positionals.map((name) =>
    name === 'own' ? (ownTarget()?.name ?? `${process.platform}-${process.arch}`) : name,
);
try {
    for (const target of findTargets(names)) {
        const { file, size } = await makePackage(target, root, path.resolve(values.out));
        console.log(`${path.relative(process.cwd(), file)}  ${(size / 1e6).toFixed(1)} MB`);
    }
} catch (error) {
    console.error(error instanceof RangeError ? error.message : error);
    process.exitCode = 1;
}
