import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { EsbuildPlugin } from 'esbuild-loader';
import webpack from 'webpack';
import { writeProviders } from './scripts/buildProviders.mjs';
import { webview } from './webpack.webview.mjs';

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, 'dist');

/**
 * What cannot be bundled and is therefore copied beside the bundles: esbuild's JS API with its binary, the provider
 * catalogue, and zod's declarations for projects that have not installed it.
 */
class CopyUnbundleable {
    apply(compiler) {
        compiler.hooks.afterEmit.tapPromise('CopyUnbundleable', async () => {
            copyEsbuild();
            copyZodTypes();
            await writeProviders(path.join(dist, 'providers.json'));
            chmodSync(path.join(dist, 'cli.js'), 0o755);
        });
    }
}

function copyEsbuild() {
    const vendor = path.join(dist, 'vendor', 'node_modules');
    rmSync(vendor, { recursive: true, force: true });
    const from = path.dirname(createRequire(import.meta.url).resolve('esbuild/package.json'));
    const target = path.join(vendor, 'esbuild');
    mkdirSync(path.join(target, 'lib'), { recursive: true });
    for (const file of ['package.json', 'lib/main.js', 'LICENSE.md']) {
        cpSync(path.join(from, file), path.join(target, file));
    }
    const platform = `${process.platform}-${process.arch}`;
    const binary = path.join(root, 'node_modules', '@esbuild', platform);
    if (!existsSync(binary)) throw new Error(`esbuild has no binary for ${platform} in node_modules`);
    cpSync(binary, path.join(vendor, '@esbuild', platform), { recursive: true });
}

function copyZodTypes() {
    const from = path.dirname(createRequire(import.meta.url).resolve('zod/package.json'));
    const isKept = (name) => /(\.d\.ts|^package\.json|^LICENSE)$/.test(name);
    cpSync(from, path.join(dist, 'vendor', 'types', 'zod'), {
        recursive: true,
        filter: (source) => {
            const relative = path.relative(from, source);
            if (statSync(source).isFile()) return isKept(path.basename(source));
            return relative === '' || !/^(src|node_modules)$/.test(relative.split(path.sep)[0]);
        },
    });
}

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/**
 * Leaves Node's own modules to Node, but for `assert`, of which there is a substitute. Without the prefix wherever it may
 * be left away: a Node that is too old for the program does not know it, and must be told so.
 */
function nodesOwn({ request }, decide) {
    const bare = request.replace(/^node:/, '');
    if (isBuiltin(request) && request !== 'assert')
        decide(undefined, `node-commonjs ${isBuiltin(bare) ? bare : request}`);
    else decide();
}

/** The file by which the terminal program starts. */
const FIRST = /^cli\.js$/;

const MINIFY = {
    // Less to read at each start; names stay, for stacks.
    minify: false,
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
};

/** @type {import('webpack').Configuration} */
const programs = {
    target: 'node22',
    mode: 'production',
    devtool: 'source-map',
    context: root,
    entry: {
        cli: './src/cli/main.ts',
        extension: './src/extension/extension.ts',
        launcher: './src/host/launch/program.ts',
        storeReader: './src/host/store/program.ts',
        runtime: './src/runtime/main.ts',
        runtimeProgram: './src/runtime/program.ts',
        language: './src/language/server.ts',
        // Loaded only by scripts that use them.
        'zod-v3': 'zod/v3',
        'zod-v4': 'zod',
    },
    output: {
        path: dist,
        filename: '[name].js',
        chunkFilename: 'chunks/[name].js',
        library: { type: 'commonjs2' },
        // `Object.hasOwn`, which an older Node does not have, would keep it from hearing that it is too old.
        environment: { hasOwn: false },
        // The page of the Run panel is a build of its own.
        clean: { keep: /^webview[\\/]/ },
    },
    // axios loads HTTP/2 for a mode that proxy calls do not have; that costs each start of a child 7 ms.
    externals: [{ http2: 'var {}', vscode: 'commonjs vscode' }, nodesOwn],
    externalsPresets: { node: false },
    resolve: {
        // Libraries of axios's that cost each start of a child 20 ms, for what it does never or rarely.
        alias: {
            assert$: path.join(root, 'src/runtime/http/substitutes/assert.cts'),
            debug$: path.join(root, 'src/runtime/http/substitutes/debug.ts'),
            'mime-types$': path.join(root, 'src/runtime/http/substitutes/mimeTypes.ts'),
        },
        extensions: ['.ts', '.js'],
        conditionNames: ['node', 'import', 'module', 'default'],
    },
    module: {
        // `createRequire` means Node's here: what it loads lies outside the bundles.
        parser: { javascript: { createRequire: false } },
        // Nine megabytes in which there is nothing to resolve but Node's own modules.
        noParse: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/,
        rules: [{ test: /\.c?ts$/, loader: 'esbuild-loader', options: { target: 'es2022' } }],
    },
    optimization: {
        minimizer: [
            new EsbuildPlugin({ ...MINIFY, exclude: FIRST }),
            // What tells an older Node that it is too old must be readable for it.
            new EsbuildPlugin({ ...MINIFY, include: FIRST, target: 'node12' }),
        ],
        // Many parts of the programs use these, and none is to read and compile them a second time.
        splitChunks: {
            chunks: 'async',
            cacheGroups: {
                default: false,
                defaultVendors: false,
                zod: { test: /[\\/]node_modules[\\/]zod[\\/]/, name: 'zod', enforce: true },
                yaml: { test: /[\\/]node_modules[\\/]yaml[\\/]/, name: 'yaml', enforce: true },
            },
        },
        chunkIds: 'named',
    },
    plugins: [
        new webpack.NormalModuleReplacementPlugin(/^\.\/fetch\.js$/, (asked) => {
            if (/[\\/]axios[\\/]lib[\\/]adapters$/.test(asked.context))
                asked.request = path.join(root, 'src/runtime/http/substitutes/axiosFetchAdapter.ts');
        }),
        new webpack.DefinePlugin({ SYNCBENCH_VERSION: JSON.stringify(version) }),
        new webpack.BannerPlugin({ banner: '#!/usr/bin/env node', raw: true, test: FIRST }),
        new CopyUnbundleable(),
    ],
    performance: false,
    stats: { preset: 'errors-warnings' },
};

export default [programs, webview];
