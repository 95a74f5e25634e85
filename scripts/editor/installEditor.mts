import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EditorVersion } from './versions.mts';
import { withLock } from './withLock.mts';

/** A code-server that can be started. */
export interface Editor {
    version: EditorVersion;
    /** The Node it runs on, and its extensions too. */
    node: string;
    /** The program that `node` runs. */
    entry: string;
}

/**
 * Installs a code-server and its Node from npm, without compiling anything, and answers where they are.
 * Costs nothing when `cache` has it already: the folder appears under its name only when it is whole.
 */
export async function installEditor(version: EditorVersion, cache: string): Promise<Editor> {
    const folder = path.join(
        cache,
        `code-server-${version.codeServer}-node-${version.node}-${process.platform}-${process.arch}`,
    );
    if (!existsSync(folder)) {
        await withLock(`${folder}.lock`, async () => {
            if (existsSync(folder)) return;
            console.log(`Installing VS Code ${version.vscode} (code-server ${version.codeServer}) into ${folder}`);
            const partial = `${folder}.partial`;
            await rm(partial, { recursive: true, force: true });
            await install(version, partial);
            await rename(partial, folder);
        });
    }
    const modules = path.join(folder, 'node_modules');
    return {
        version,
        node: path.join(modules, nodePackage(), 'bin', 'node'),
        entry: path.join(modules, 'code-server', 'out', 'node', 'entry.js'),
    };
}

/** The npm package that carries Node's binary for this machine. */
function nodePackage(): string {
    return `node-${process.platform}-${process.arch}`;
}

async function install(version: EditorVersion, folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    const dependencies = { [nodePackage()]: version.node, 'code-server': version.codeServer };
    const { argon2 } = version.overrides;
    const manifest = {
        private: true,
        dependencies: argon2 ? { ...dependencies, argon2 } : dependencies,
        overrides: version.overrides,
    };
    await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
    const nodeFolder = path.join(folder, 'node_modules', nodePackage(), 'bin');
    await npmInstall(folder, nodeFolder);
    // code-server's own install script would do the same, and compile beside.
    const vscode = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
    await overrideDependencies(vscode, version.overrides);
    await npmInstall(vscode, nodeFolder);
    await npmInstall(path.join(vscode, 'extensions'), nodeFolder);
}

/** npm heeds overrides in a root package only, and none beside a shrinkwrap. */
async function overrideDependencies(folder: string, overrides: Record<string, string>): Promise<void> {
    const file = path.join(folder, 'package.json');
    const manifest = JSON.parse(await readFile(file, 'utf8'));
    const named = Object.entries(overrides).filter(([name]) => name in manifest.dependencies);
    if (named.length === 0) return;
    Object.assign(manifest.dependencies, Object.fromEntries(named));
    await writeFile(file, JSON.stringify(manifest));
    await rm(path.join(folder, 'npm-shrinkwrap.json'), { force: true });
}

async function npmInstall(folder: string, nodeFolder: string): Promise<void> {
    const args = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const child = spawn('npm', args, {
        cwd: folder,
        env: { ...withoutNpmSettings(process.env), PATH: `${nodeFolder}${path.delimiter}${process.env.PATH}` },
        stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.resume();
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`npm ${args.join(' ')} failed in ${folder} (exit code ${code}).`);
}

/** Within `npm run`, npm describes the project in the environment; another npm must not take that for its own. */
function withoutNpmSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const keep = ([name]: [string, unknown]) =>
        !/^(npm_(package|lifecycle|config_local_prefix|config_prefix|command)|INIT_CWD)/.test(name);
    return Object.fromEntries(Object.entries(environment).filter(keep));
}
