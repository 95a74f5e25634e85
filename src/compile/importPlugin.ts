import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type * as esbuild from 'esbuild';
import { importableModules, moduleVerdict } from '../core/policy/modules';
import { orAbsent } from '../core/project/orAbsent';
import { type ImportLookup, type ImportTarget, resolveImport } from '../core/project/resolveImport';
import type { ProjectForm } from '../core/project/types';
import type { MessageDetail } from './esbuildMessages';
import { isNangoModule, MODELS_NAMESPACE, modelsModule, NANGO_NAMESPACE, nangoModule } from './virtualModules';

export const PLUGIN_NAME = 'syncbench-imports';

export interface ImportPluginOptions {
    projectRoot: string;
    form: ProjectForm;
    overlay: ReadonlyMap<string, string>;
    /** Refuses what is let through with a notice otherwise. */
    strict: boolean;
    /** What `nango.yaml` lists, asked for where a script needs it and there is no `models.ts`. */
    flows?: () => Promise<readonly object[]>;
    /**
     * `bundle` resolves what the script needs at run time. `scan` also sees the imports whose names are never used as
     * values, which the official check counts although nothing of them is left at run time; it gives `models` no
     * content, because the generated file imports the types of packages that no project has.
     */
    mode: 'bundle' | 'scan';
}

/**
 * esbuild plugin with Nango's import rules (nango-semantics §8.1, §8.3): relative files inside the project, the
 * modules that the policy allows, `models`; everything else is an error at the import.
 */
export function importPlugin(options: ImportPluginOptions): esbuild.Plugin {
    return {
        name: PLUGIN_NAME,
        setup(build) {
            build.onResolve({ filter: /.*/ }, (args) => resolve(args, options));
            build.onLoad({ filter: /.*/, namespace: MODELS_NAMESPACE }, async (args) => ({
                contents: options.mode === 'scan' ? 'export {}' : await modelsText(args.pluginData, options),
                loader: 'ts',
                resolveDir: options.projectRoot,
            }));
            build.onLoad({ filter: /.*/, namespace: NANGO_NAMESPACE }, (args) => ({
                contents: nangoModule(args.path),
                loader: 'js',
            }));
            if (options.overlay.size === 0) return;
            build.onLoad({ filter: /.*/, namespace: 'file' }, (args) => {
                const contents = options.overlay.get(args.path);
                if (contents === undefined) return undefined;
                return { contents, loader: args.path.endsWith('.json') ? 'json' : 'ts' };
            });
        },
    };
}

async function modelsText(file: unknown, { flows }: ImportPluginOptions): Promise<string> {
    return modelsModule(typeof file === 'string' ? { file } : { flows: (await flows?.()) ?? [] });
}

async function resolve(args: esbuild.OnResolveArgs, options: ImportPluginOptions): Promise<esbuild.OnResolveResult> {
    if (args.kind === 'entry-point' || args.namespace === MODELS_NAMESPACE) return { path: args.path };
    if (/^\.\.?(\/|\\|$)/.test(args.path)) return await resolveFile(args, options);
    return resolveModule(args, options);
}

const CODES: Record<Extract<ImportTarget, { kind: 'missing' }>['problem'], string> = {
    outside: 'import_outside_project',
    folder: 'import_of_folder',
    absent: 'import_not_found',
};

async function resolveFile(
    args: esbuild.OnResolveArgs,
    { projectRoot, form, overlay, mode }: ImportPluginOptions,
): Promise<esbuild.OnResolveResult> {
    const request = { specifier: args.path, importer: args.importer, projectRoot, form };
    const target = await resolveImport(request, onDisk(overlay), path);
    switch (target.kind) {
        case 'missing':
            return { errors: [error(CODES[target.problem], target.message, target.advice)] };
        case 'models':
            return { path: target.file ?? 'models', namespace: MODELS_NAMESPACE, pluginData: target.file };
        case 'generated':
            // It holds nothing but types, of which a bundle asks nothing.
            if (mode === 'scan') return { path: 'generated', namespace: MODELS_NAMESPACE };
            return { errors: [error('import_not_found', `"${args.path}" has not been generated.`, TYPES_ADVICE)] };
        case 'file':
            return {
                path: target.file,
                warnings: [message({ type: 'edge', importer: args.importer, imported: target.file })],
            };
    }
}

const TYPES_ADVICE = 'Write "import type" if only its types are used.';

/** The disk, and what is not saved yet: it exists even when the disk has none. */
function onDisk(overlay: ReadonlyMap<string, string>): ImportLookup {
    const entry = (file: string) => stat(file).catch((error) => orAbsent(error, file));
    const names = async (folder: string, areFolders: boolean) => {
        const entries = await readdir(folder, { withFileTypes: true }).catch((error) => orAbsent(error, folder) ?? []);
        return entries.filter((one) => one.isDirectory() === areFolders).map(({ name }) => name);
    };
    return {
        isFile: async (file) => overlay.has(file) || (await entry(file))?.isFile() === true,
        isFolder: async (folder) => (await entry(folder))?.isDirectory() === true,
        fileNames: (folder) => names(folder, false),
        folderNames: (folder) => names(folder, true),
    };
}

function resolveModule(args: esbuild.OnResolveArgs, options: ImportPluginOptions): esbuild.OnResolveResult {
    const { form, projectRoot, strict } = options;
    const importer = path.relative(projectRoot, args.importer).split(path.sep).join('/');
    const { verdict, canonical, notice } = moduleVerdict(args.path, form);
    if (verdict === 'refused') return { errors: [refusal(args.path, importer, form)] };
    if (form === 'zero-yaml' && isNangoModule(canonical)) return { path: canonical, namespace: NANGO_NAMESPACE };

    const warnings: esbuild.PartialMessage[] = [];
    if (notice && strict) return { errors: [error('import_not_strict', notice, STRICT_ADVICE)] };
    if (notice) {
        warnings.push(message({ type: 'finding', code: 'import_notice', severity: 'information' }, notice));
    }
    if (args.kind === 'dynamic-import') {
        const advice = `Write "import … from '${args.path}'" at the top of the file.`;
        warnings.push(
            message(
                { type: 'finding', code: 'dynamic_import', severity: 'warning', advice },
                `A dynamic import of a module fails when the script runs: Nango's sandbox has no loader for import("${args.path}").`,
            ),
        );
    }
    return { path: canonical, external: true, warnings };
}

const STRICT_ADVICE = 'Without --strict, the import is let through, with a warning.';

function refusal(specifier: string, importer: string, form: ProjectForm): esbuild.PartialMessage {
    const isPath = path.isAbsolute(specifier) || /^[a-z]+:\/\//i.test(specifier);
    const advice = isPath
        ? 'Import files of the project by a relative path, such as "./helper".'
        : `A script may import ${importableModules(form).join(', ')}; write what else you need in a file of the project and import that by a relative path, such as "./helper".`;
    return form === 'zero-yaml'
        ? error('import_not_allowed', `Import of package '${specifier}' is not allowed in "${importer}".`, advice)
        : error(
              'import_not_allowed',
              `Importing libraries is not allowed. Please remove the import "${specifier}" from "${importer}"`,
              advice,
          );
}

function error(code: string, text: string, advice: string): esbuild.PartialMessage {
    return message({ type: 'finding', code, severity: 'error', advice }, text);
}

function message(detail: MessageDetail, text = ''): esbuild.PartialMessage {
    return { text, detail };
}
