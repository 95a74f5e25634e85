import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as esbuild from 'esbuild';
import type { Finding } from '../core/findings/types';
import { UserError } from '../core/findings/UserError';
import type { ProjectForm } from '../core/project/types';
import { toEdges, toFindings, withImportChain } from './esbuildMessages';
import { importPlugin, PLUGIN_NAME } from './importPlugin';

export interface CompileRequest {
    /** Absolute path of the script's `.ts` file. */
    entry: string;
    /** Absolute path of the project; no import may leave it. */
    projectRoot: string;
    form: ProjectForm;
    /** Refuses what the cloud refuses at run time only, and what it did not have in 2024. */
    strict?: boolean;
    /** What `nango.yaml` lists, as `NangoFlows` has it; asked for only where a script takes that value and no file has it. */
    flows?: () => Promise<readonly object[]>;
    /** Contents of files that are not saved yet, by absolute path. */
    overlay?: ReadonlyMap<string, string>;
}

export type CompileResult =
    | {
          ok: true;
          /** One CommonJS bundle; its inline source map names the sources by file URL. */
          code: string;
          /** The entry. */
          file: string;
          /** Modules that the bundle requires, by the names it requires them under. */
          modules: string[];
          /** Absolute paths of the project's files that went into the bundle. */
          inputs: string[];
          notices: Finding[];
      }
    | { ok: false; errors: Finding[] };

/** The user's `tsconfig.json` plays no part: this is what the official tool compiles with (nango-semantics §8.1). */
const COMPILER_OPTIONS = { target: 'esnext', strict: true, esModuleInterop: true } as const;

/**
 * Compiles scripts. It keeps one esbuild service, so that the second script costs milliseconds; `dispose` ends it.
 *
 * Rules: nango-semantics §8.1 and §8.3, except the type check, which is not part of a run.
 */
export class Compiler {
    private service: Promise<typeof import('esbuild')> | undefined;

    constructor(private readonly options: { loadEsbuild(): Promise<typeof import('esbuild')> }) {}

    /**
     * Bundles a script with its relative imports.
     * @returns errors at their places when the script, or anything it imports, does not resolve or compile
     * @throws UserError `compiler_failed` when esbuild itself does not work
     */
    async compile(request: CompileRequest): Promise<CompileResult> {
        this.service ??= this.options.loadEsbuild();
        const service = await this.service;
        const [bundle, scan] = await Promise.all([build(service, request, 'bundle'), build(service, request, 'scan')]);
        // The scan keeps imports of types, which have no value to link to: only what our rules say of it counts.
        const refused = scan.errors.filter((message) => message.pluginName === PLUGIN_NAME);
        if (!bundle.done || refused.length > 0) {
            return {
                ok: false,
                errors: errorsOf(request, [...bundle.errors, ...refused], bundle.warnings, scan.warnings),
            };
        }
        const { outputFiles, metafile, warnings } = bundle.done;
        const output = Object.values(metafile.outputs).find((file) => file.entryPoint !== undefined);
        const imports = output?.imports ?? [];
        return {
            ok: true,
            code: withInlineMap(outputFiles, request.projectRoot),
            file: request.entry,
            modules: [...new Set(imports.filter((one) => one.external).map((one) => one.path))],
            inputs: Object.keys(metafile.inputs)
                .filter((input) => !/^syncbench-\w+:/.test(input))
                .map((input) => path.resolve(request.projectRoot, input)),
            notices: toFindings(warnings, 'warning', request.projectRoot),
        };
    }

    /** Starts the service before the first script needs it. */
    async warmUp(): Promise<void> {
        this.service ??= this.options.loadEsbuild();
        await (await this.service).transform('');
    }

    /** Ends the esbuild service; a later `compile` starts a new one. */
    async dispose(): Promise<void> {
        const service = this.service;
        this.service = undefined;
        // One that could not be loaded has nothing to end; whoever compiled was told.
        await service?.then(
            (loaded) => loaded.stop(),
            () => undefined,
        );
    }
}

type Build = esbuild.BuildResult<{ metafile: true; write: false }>;

async function build(
    service: typeof import('esbuild'),
    request: CompileRequest,
    mode: 'bundle' | 'scan',
): Promise<{ done?: Build; errors: esbuild.Message[]; warnings: esbuild.Message[] }> {
    const { entry, projectRoot, form, strict = false, flows, overlay = new Map<string, string>() } = request;
    const keepUnused = form === 'classic' ? { preserveValueImports: true } : { verbatimModuleSyntax: true };
    try {
        const done = await service.build({
            absWorkingDir: projectRoot,
            entryPoints: [entry],
            outfile: path.join(projectRoot, 'bundle.cjs'),
            write: false,
            bundle: true,
            format: 'cjs',
            platform: 'node',
            target: 'node22',
            charset: 'utf8',
            legalComments: 'none',
            sourcemap: mode === 'bundle' ? 'external' : false,
            sourcesContent: true,
            metafile: true,
            logLevel: 'silent',
            logLimit: 0,
            tsconfigRaw: { compilerOptions: { ...COMPILER_OPTIONS, ...(mode === 'scan' ? keepUnused : {}) } },
            plugins: [importPlugin({ projectRoot, form, strict, flows, overlay, mode })],
        });
        return { done, errors: [], warnings: done.warnings };
    } catch (error) {
        if (isBuildFailure(error)) return { errors: error.errors, warnings: error.warnings };
        const reason = error instanceof Error ? error.message : 'unknown reason';
        throw new UserError('compiler_failed', `The compiler (esbuild) stopped working: ${reason}`, {
            advice: 'Run the script again.',
        });
    }
}

function errorsOf(request: CompileRequest, errors: esbuild.Message[], ...warnings: esbuild.Message[][]): Finding[] {
    const edges = toEdges(warnings.flat(), request.projectRoot);
    const byPlace = new Map<string, Finding>();
    for (const finding of toFindings(errors, 'error', request.projectRoot)) {
        // Only what concerns no place at all, such as an entry that cannot be read.
        finding.location ??= { file: request.entry, line: 1, column: 1 };
        const { file, line, column } = finding.location;
        byPlace.set(`${file}:${line}:${column}:${finding.message}`, withImportChain(finding, request.entry, edges));
    }
    return [...byPlace.values()].sort((a, b) => order(a, request.entry) - order(b, request.entry));
}

/** Errors of the entry itself come first, each file's in the order of its lines. */
function order(finding: Finding, entry: string): number {
    return (finding.location?.line ?? 0) + (finding.location?.file === entry ? 0 : 1e9);
}

/** Writes the source map into the code, with sources named by absolute file URLs, which work on every platform. */
function withInlineMap(outputFiles: esbuild.OutputFile[], projectRoot: string): string {
    const text = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
    const map = JSON.parse(text('.cjs.map')) as { sources: string[] };
    map.sources = map.sources.map((source) =>
        /^syncbench-\w+:/.test(source) ? source : pathToFileURL(path.resolve(projectRoot, source)).href,
    );
    const encoded = Buffer.from(JSON.stringify(map)).toString('base64');
    return `${text('.cjs')}//# sourceMappingURL=data:application/json;charset=utf-8;base64,${encoded}\n`;
}

function isBuildFailure(error: unknown): error is esbuild.BuildFailure {
    return error instanceof Error && Array.isArray((error as Partial<esbuild.BuildFailure>).errors);
}
