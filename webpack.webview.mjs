import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { EsbuildPlugin } from 'esbuild-loader';

const root = path.dirname(fileURLToPath(import.meta.url));
const folder = path.join(root, 'dist', 'webview');
const require = createRequire(import.meta.url);

/** The styles, in one file, and the icons' font: the page's policy lets it load nothing but files beside it. */
class WriteStyles {
    apply(compiler) {
        compiler.hooks.afterEmit.tapPromise('WriteStyles', async () => {
            await build({
                entryPoints: [path.join(root, 'src', 'webview', 'styles', 'run.css')],
                outfile: path.join(folder, 'run.css'),
                bundle: true,
                minify: true,
            });
            const icons = path.dirname(require.resolve('@vscode/codicons/dist/codicon.css'));
            for (const file of ['codicon.css', 'codicon.ttf']) cpSync(path.join(icons, file), path.join(folder, file));
        });
    }
}

/**
 * The page of the view *Run*.
 * @type {import('webpack').Configuration}
 */
export const webview = {
    name: 'webview',
    target: ['web', 'es2022'],
    mode: 'production',
    // Says which libraries are in it; the page does not load it.
    devtool: 'hidden-source-map',
    context: root,
    entry: { run: './src/webview/main.ts' },
    output: { path: folder, filename: '[name].js', clean: { keep: /\.(css|ttf)$/ } },
    resolve: { extensions: ['.ts', '.js'] },
    module: {
        rules: [
            {
                test: /\.ts$/,
                loader: 'esbuild-loader',
                options: { target: 'es2022', tsconfig: path.join(root, 'src', 'webview', 'tsconfig.json') },
            },
        ],
    },
    optimization: { minimizer: [new EsbuildPlugin({ target: 'es2022', legalComments: 'none' })], splitChunks: false },
    plugins: [new WriteStyles()],
    performance: false,
    stats: { preset: 'errors-warnings' },
};
