import path from 'node:path';
import type { CompileResult, Compiler } from '../compile/Compiler';
import type { ProjectConfig } from '../core/config';
import { UserError } from '../core/findings/UserError';
import {
    candidateFiles,
    findScript,
    likelyZeroYamlScripts,
    listScripts,
    type Project,
    type Script,
    scriptsOfFile,
} from '../core/project';
import type { RunWarning } from '../protocol/events';
import type { CompiledScript, ConnectionAnswer, ConnectionQuery, RunRequest } from '../protocol/messages';
import { CompileFailure } from './CompileFailure';
import type { ConfigReader, ReadConfig } from './ConfigReader';
import { declarationsOf, runKindOf } from './declarations';
import { misspeltEntry } from './misspeltEntry';
import { moduleFolders } from './moduleFolders';
import { nodeFiles } from './nodeFiles';
import type { RunConnections } from './RunConnections';
import { mustExist, noInput, noSuchFile, notListed, noVariants } from './scriptRefusals';
import type { RunInput, RunTarget, ScriptQuery } from './types';

/**
 * Finds out, from what a person asked for, what exactly is to run. The configuration is read while the script that is
 * probably meant is already being compiled.
 */
export class RunPlan {
    private readonly compiled = new Map<string, Promise<CompileResult>>();
    /** `nango.yaml`; a zero-YAML project has none. */
    private readonly config: Promise<ReadConfig>;
    private asked: Promise<Script> | undefined;

    constructor(
        private readonly project: Project,
        private readonly input: RunInput,
        private readonly compiler: Compiler,
        private readonly connections: RunConnections,
        configs: ConfigReader,
    ) {
        this.config = configs.read(project);
        this.config.catch(() => {});
        void this.compileLikely();
    }

    /** @throws UserError for a broken configuration, an unknown script, a connection that is unknown or badly described */
    async target(storeFolder: string): Promise<RunTarget> {
        const script = await this.script();
        const runKind = runKindOf(script, this.input);
        const connectionId = await this.connections.id(script.integration);
        const { integration, kind, name, file } = script;
        if (this.input.variant !== undefined && kind !== 'sync') throw noVariants(script);
        if (this.input.input !== undefined && kind !== 'action') throw noInput(script);
        // The child asks for its connection first: files and catalogue are read while it starts and the script compiles.
        await Promise.all([this.connections.lookUp(integration), this.connections.environmentVariables()]);
        const target = { integration, kind, name, file };
        return { project: this.project, script: target, kind: runKind, connectionId, storeFolder };
    }

    /** @throws CompileFailure, UserError */
    async request(runId: string, unavailable: string[]): Promise<RunRequest> {
        const script = await this.script();
        const [compiled, connectionId, baseUrl, environment, doubts] = await Promise.all([
            this.compile(script),
            this.connections.id(script.integration),
            this.connections.baseUrl(script.integration),
            this.connections.environmentVariables(),
            this.connections.doubts(script.integration),
        ]);
        const { retryScale = 1, network } = this.input;
        return {
            runId,
            projectRoot: this.project.root,
            script: compiled,
            connectionId,
            ...passedOn(this.input),
            baseUrl,
            warnings: [...(await this.configWarnings(script)), ...doubts, ...(await this.compileWarnings(script))],
            retryScale,
            environmentVariables: environment.variables,
            secrets: environment.secrets,
            network: { ...network, strictTls: network?.strictTls ?? true },
            unavailable,
        };
    }

    connection(query: ConnectionQuery): Promise<ConnectionAnswer> {
        return this.connections.get(query);
    }

    /** Compiles another script of the project, for one that triggers it. @throws UserError `script_not_found`, CompileFailure */
    async compileScript(integration: string, name: string, kind: 'action' | 'sync'): Promise<CompiledScript> {
        return this.compile(await this.find({ integration, name, kind }));
    }

    /** The script that was asked for. @throws UserError */
    script(): Promise<Script> {
        this.asked ??= this.find(this.input.script);
        return this.asked;
    }

    private async find(query: ScriptQuery): Promise<Script> {
        try {
            return await this.findListed(query);
        } catch (error) {
            if (!(error instanceof UserError) || !/^script_(not_|file_missing$)/.test(error.code)) throw error;
            const { config, findings } = await this.config;
            const misspelt = await misspeltEntry(this.project, query, config);
            if (misspelt) throw misspelt;
            if (error.code === 'script_file_missing') throw error;
            // A script that stands in the wrong column is not found, and its column is what must be mended.
            const cause = findings.find(({ code }) => code === 'indentation');
            if (cause) throw new UserError(cause.code, cause.message, cause);
            const { candidates = [] } = error.details;
            // One that is listed is only of another kind.
            if ('file' in query || candidates.includes(`${query.integration}/${query.name}`)) throw error;
            const file = await this.likelyFile(query, candidates);
            throw file === undefined ? error : notListed(file, this.project, []);
        }
    }

    /** The file that a script of this name would have, if it is there. */
    private async likelyFile(
        { integration, name }: { integration?: string; name: string },
        candidates: readonly string[] = [],
    ): Promise<string | undefined> {
        const known = new Set(candidates.map((candidate) => path.posix.dirname(candidate)));
        for (const one of integration === undefined ? known : [integration]) {
            for (const { kind, file } of candidateFiles(this.project, one, name, path)) {
                // A bare name may be that of any file in the root, such as models.ts.
                if (integration === undefined && kind === undefined) continue;
                if (await nodeFiles.isFile(file)) return file;
            }
        }
        return undefined;
    }

    private async findListed(query: ScriptQuery): Promise<Script> {
        const { config } = await this.config;
        const scripts = config
            ? await listScripts(nodeFiles, this.project, config, path)
            : await likelyZeroYamlScripts(nodeFiles, this.project, query, path);
        if (!('file' in query)) return mustExist(findScript(scripts, query), this.project);
        const file = path.resolve(query.file);
        const isListed = config ? listedIn(config, file, this.project) : () => true;
        const found = scripts.filter((script) => path.relative(script.file, file) === '' && isListed(script));
        if (found.length === 0) {
            const isThere = await nodeFiles.isFile(file);
            throw (isThere ? notListed : noSuchFile)(file, this.project, scripts);
        }
        return mustExist(found.length === 1 ? found[0]! : findScript(found, { name: found[0]!.name }), this.project);
    }

    /** @throws CompileFailure */
    async compile(script: Script): Promise<CompiledScript> {
        const result = await this.bundle(script.file);
        if (!result.ok) throw new CompileFailure(result.errors);
        const { config } = await this.config;
        return {
            integration: script.integration,
            kind: script.kind,
            name: script.name,
            form: this.project.form,
            file: script.file,
            code: result.code,
            ...declarationsOf(script, config),
            moduleFolders: moduleFolders(this.project.root),
        };
    }

    /**
     * What is wrong with the script's own entry of `nango.yaml`; the rest of it is not this run's business. The cloud does
     * not deploy some of it, such as an output that is no model, and takes other words for types (nango-semantics §2.6, §2.7).
     */
    private async configWarnings(script: Script): Promise<RunWarning[]> {
        const { config, findings } = await this.config;
        if (!config || findings.length === 0) return [];
        const { findingsAbout } = await import('../core/config');
        return findingsAbout(script, config, findings).map(({ message, advice, location }) => {
            const place = location
                ? `${path.relative(this.project.root, location.file)}:${location.line}:${location.column}: `
                : '';
            return { code: 'config-doubtful', message: [`${place}${message}`, ...(advice ? [advice] : [])].join(' ') };
        });
    }

    /** What the compiler let through although the cloud would not, or might not. */
    private async compileWarnings(script: Script): Promise<RunWarning[]> {
        const result = await this.bundle(script.file);
        const notices = result.ok ? result.notices : [];
        return notices.flatMap(({ code, message, location }) => {
            const place = location ? ` (${path.relative(this.project.root, location.file)}:${location.line})` : '';
            return code === 'compile_error' ? [] : [{ code: code.replaceAll('_', '-'), message: `${message}${place}` }];
        });
    }

    private bundle(file: string): Promise<CompileResult> {
        let result = this.compiled.get(file);
        if (!result) {
            const { root: projectRoot, form } = this.project;
            const { strict } = this.input;
            result = this.compiler.compile({ entry: file, projectRoot, form, strict, flows: () => this.flows() });
            result.catch(() => {});
            this.compiled.set(file, result);
        }
        return result;
    }

    /** `NangoFlows`, for a script that takes it from a `models.ts` that is not there. */
    private async flows(): Promise<object[]> {
        const [{ config }, { describeFlows }] = await Promise.all([this.config, import('../core/typings')]);
        return config ? describeFlows(config) : [];
    }

    /** Compiles the first file that can be meant, before the configuration says which one is. */
    private async compileLikely(): Promise<void> {
        const { script } = this.input;
        const file = 'file' in script ? path.resolve(script.file) : await this.likelyFile(script);
        if (file !== undefined && (await nodeFiles.isFile(file))) void this.bundle(file);
    }
}

/** What the child is told as it was asked for. */
function passedOn(input: RunInput) {
    const { payload, event, metadata, checkpoint, variant, lastSyncDate, now } = input;
    const { input: given, allowOrigins, strict, lenient, readOnly, maxPages, maxRecords, validate, keepBodies } = input;
    const ways = { allowOrigins, strict, lenient, readOnly, maxPages, maxRecords, validate, keepBodies };
    return { input: given, payload, event, metadata, checkpoint, variant, lastSyncDate, now, ...ways };
}

/** Whether a script is one of those whose source the configuration says a file is. */
function listedIn(config: ProjectConfig, file: string, project: Project): (script: Script) => boolean {
    const ids = scriptsOfFile(project, config, file, path);
    return ({ integration, kind, name }) =>
        ids.some((id) => id.integration === integration && id.kind === kind && id.name === name);
}
