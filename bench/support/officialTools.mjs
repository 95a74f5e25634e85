import { readFileSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from '../../scripts/editor/cacheFolder.mts';
import { installed } from './installed.mjs';

/** What the zero-YAML version admits; its `init` writes this zod beside it. */
const NODE = '22.23.3';
const ZERO_YAML = { nango: '0.71.10', zod: '4.3.6' };
/** One of the last that run classic projects. */
const CLASSIC = { nango: '0.69.14' };

/** Quiet, off the network, and with the stand-in for a host; the key is any that has a key's form. */
const environment = (hostUrl) => ({
    ...process.env,
    NANGO_HOSTPORT: hostUrl,
    NANGO_SECRET_KEY_DEV: '00000000-0000-4000-8000-000000000000',
    NANGO_CLI_UPGRADE_MODE: 'ignore',
    NANGO_CLI_TELEMETRY: 'false',
    NANGO_CLI_DEPENDENCY_UPDATE: 'false',
});

/** @typedef {{ classic: OfficialTool, zeroYaml: OfficialTool }} OfficialTools a version for each form of project */

/**
 * @typedef {object} OfficialTool
 * @property {string} name with its version
 * @property {string} modules the `node_modules` that a project of its form links to
 * @property {(root: string) => Promise<void>} compile which a dry run does, too; but that of zero-YAML wants it done before
 * @property {(root: string, script: string, more?: string[]) => Promise<import('./Bench.mjs').Timed>} dryRun runs a script of
 *   `bench-0` for the connection `bench`; of what it then wants to show page by page, the first page is looked at
 */

/**
 * Installs both versions (800 MB, kept with what the tests in an editor install) and starts a host for them.
 *
 * @param {import('./Bench.mjs').Bench} bench
 * @returns {Promise<OfficialTools | undefined>} undefined where npm cannot have them, after a line that says so
 */
export async function officialTools(bench) {
    const cache = cacheFolder(bench.root);
    const folder = (name) => path.join(cache, name);
    const system = process.platform === 'win32' ? 'win' : process.platform;
    const nodePackage = `${system === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node'}-${system}-${process.arch}`;
    let packages;
    try {
        packages = {
            node: await installed(folder(`${nodePackage}-${NODE}`), { [nodePackage]: NODE }),
            zeroYaml: await installed(folder(`nango-${ZERO_YAML.nango}`), ZERO_YAML),
            classic: await installed(folder(`nango-${CLASSIC.nango}`), CLASSIC),
        };
    } catch (error) {
        console.error(`The official tool is left out: ${error.message}`);
        return undefined;
    }
    const node = programOf(path.join(packages.node, nodePackage), 'node');
    const hostUrl = await bench.serve(path.join(bench.root, 'bench', 'support', 'nangoHost.mjs'), bench.apiUrl);
    const how = { node, env: environment(hostUrl) };
    return {
        zeroYaml: officialTool(bench, packages.zeroYaml, ZERO_YAML.nango, how),
        classic: officialTool(bench, packages.classic, CLASSIC.nango, how),
    };
}

/** @returns {OfficialTool} */
function officialTool(bench, modules, version, how) {
    const program = programOf(path.join(modules, 'nango'), 'nango');
    // "n" to whether it shall print the next ten records.
    const run = (cwd, args) => bench.time([program, ...args], { ...how, cwd, input: 'n\n' });
    return {
        name: `nango ${version}`,
        modules,
        compile: async (root) => {
            await run(root, ['compile']);
        },
        dryRun: (root, script, more = []) =>
            run(root, ['dryrun', script, 'bench', '-e', 'dev', '--integration-id', 'bench-0', ...more]),
    };
}

function programOf(folder, name) {
    const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return path.join(folder, typeof bin === 'string' ? bin : bin[name]);
}
