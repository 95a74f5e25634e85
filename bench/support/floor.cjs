// One esbuild build of the file given, and nothing else.
const { build } = require('esbuild');

build({
    entryPoints: [process.argv[2]],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    sourcemap: 'inline',
    write: false,
});
