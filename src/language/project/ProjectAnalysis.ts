import type { FindingCode } from '../../core/findings/scriptFindings';
import { SCRIPT_FINDINGS } from '../../core/findings/scriptFindings';
import {
    type ImportTarget,
    type PathFlavour,
    type Project,
    type ProjectFiles,
    resolveImport,
} from '../../core/project';
import { analyseFile } from '../analysis/analyseFile';
import { positionAt } from '../analysis/lines';
import { isRelative } from '../analysis/rules/imports';
import type { FileAnalysis, FileRole, ImportFact, ScriptFinding } from '../analysis/types';
import { FolderListings } from './FolderListings';
import { type ProjectRoles, readRoles } from './fileRoles';

/** A problem in a file that counts against those who import it. */
interface Fault {
    file: string;
    message: string;
    start: number;
    end: number;
}

/**
 * The findings of one project's scripts and of every file that they import. Each file is analysed once, until
 * `forget` says that it has changed.
 */
export class ProjectAnalysis {
    private readonly listings: FolderListings;
    private roles: Promise<ProjectRoles> | undefined;
    private readonly analyses = new Map<string, { roleKey: string; result: Promise<FileAnalysis | undefined> }>();
    private readonly roleKeys = new WeakMap<FileRole, string>();
    /** What the latest walk came by; may name files that are no longer imported until the next one ends. */
    private reached = new Set<string>();
    private models: { set: ReadonlySet<string>; text: string; version: number } | undefined;
    private readonly targets = new Map<string, Promise<ImportTarget>>();

    constructor(
        readonly project: Project,
        private readonly files: ProjectFiles,
        private readonly path: PathFlavour,
    ) {
        this.listings = new FolderListings(files, path);
    }

    /** What the project's lists say. */
    lists(): Promise<ProjectRoles> {
        this.roles ??= readRoles(this.project, this.files, this.listings, this.path);
        return this.roles;
    }

    /** The scripts, in the order of the lists, and then what they import, each file once. Absolute paths. */
    async *sourceFiles(): AsyncGenerator<string> {
        const { roles } = await this.lists();
        const seen = new Set<string>();
        for (const [file, { listed }] of roles) {
            // What lies beside scripts and is none counts only where it is imported.
            if (listed || (await this.analysis(file))?.isScript) seen.add(file);
        }
        // A Set grows while it is walked, and brings what is added on the way.
        for (const file of seen) {
            this.reached.add(file);
            yield file;
            const analysis = await this.analysis(file);
            if (!analysis) continue;
            for (const { target } of await this.edges(file, analysis)) if (this.hasFindings(target)) seen.add(target);
        }
        this.reached = seen;
    }

    /** True for a script and for what scripts import; a project's tests and tools are no concern of Nango's. */
    async isReached(file: string): Promise<boolean> {
        if ((await this.lists()).roles.get(file)?.listed || this.reached.has(file)) return true;
        for await (const reached of this.sourceFiles()) if (reached === file) return true;
        return false;
    }

    /** What a file is in the project; a helper when no list names it. */
    async roleOf(file: string): Promise<FileRole> {
        const { roles, helper } = await this.lists();
        return roles.get(file) ?? helper;
    }

    /** What a file's own text says; undefined when it cannot be read. */
    async analysis(file: string): Promise<FileAnalysis | undefined> {
        const role = await this.roleOf(file);
        const roleKey = this.keyOf(role);
        let known = this.analyses.get(file);
        if (known?.roleKey !== roleKey) {
            known = { roleKey, result: this.analyse(file, role) };
            this.analyses.set(file, known);
        }
        return known.result;
    }

    /** The findings of a file, in its order, those about its imports among them. Empty when it cannot be read. */
    async findings(file: string): Promise<ScriptFinding[]> {
        const analysis = await this.analysis(file);
        if (!analysis) return [];
        const role = await this.roleOf(file);
        const found = [...analysis.findings];
        for (const fact of analysis.imports) {
            const finding = await this.importFinding(file, fact, role);
            if (finding && !analysis.isSuppressed(finding)) found.push(finding);
        }
        return found.sort((a, b) => a.start - b.start);
    }

    /** Forgets what depends on a file that has changed, come or gone. */
    forget(file: string): void {
        this.analyses.delete(file);
        this.listings.forget(file);
        this.targets.clear();
        const isList = file === this.project.configFile || file === this.path.join(this.project.root, 'index.ts');
        if (isList) this.forgetLists();
    }

    /** Forgets the lists: a file that came or went may be a script. What they say of a file decides whether it is analysed anew. */
    forgetLists(): void {
        this.roles = undefined;
    }

    private async analyse(file: string, role: FileRole): Promise<FileAnalysis | undefined> {
        const text = await this.files.readFile(file);
        return text === undefined ? undefined : analyseFile(file, text, role);
    }

    /** Two roles with the same key bring the same findings. */
    private keyOf(role: FileRole): string {
        let key = this.roleKeys.get(role);
        if (key === undefined) {
            const { models, outputs, ...rest } = role;
            key = JSON.stringify([rest, models && this.modelVersion(models), outputs && [...outputs]]);
            this.roleKeys.set(role, key);
        }
        return key;
    }

    /** A number for what a set of models holds: all files of a project share one, and it may be large. */
    private modelVersion(models: ReadonlySet<string>): number {
        if (this.models?.set !== models) {
            const text = [...models].join('\n');
            const version = this.models?.text === text ? this.models.version : (this.models?.version ?? 0) + 1;
            this.models = { set: models, text, version };
        }
        return this.models.version;
    }

    private async importFinding(file: string, fact: ImportFact, role: FileRole): Promise<ScriptFinding | undefined> {
        if (fact.typeOnly || !isRelative(fact.specifier)) return undefined;
        const target = await this.target(file, fact.specifier);
        const { start, end } = fact;
        if (target.kind === 'missing') {
            const { message, advice, meant } = target;
            const code = codeOf(target);
            const severity = SCRIPT_FINDINGS[code];
            return { code, severity, message, advice, start, end, ...(meant !== undefined && { replacement: meant }) };
        }
        if (target.kind !== 'file' || role.role === 'index' || !this.hasFindings(target.file)) return undefined;
        const isAction =
            role.form === 'classic' && role.kinds.length > 0 && role.kinds.every((kind) => kind === 'action');
        const isScript = (await this.analysis(file))?.isScript === true;
        const fault = await this.faultBehind(target.file, file, isAction && isScript);
        if (!fault) return undefined;
        const name = this.path.relative(this.project.root, fault.file).split(this.path.sep).join('/');
        const location = { file: fault.file, ...(await this.place(fault)) };
        return {
            code: 'imported-file-error',
            severity: SCRIPT_FINDINGS['imported-file-error'],
            start,
            end,
            message: `"${name}" has an error, so this file does not compile either: ${fault.message}`,
            advice: `Mend line ${location.line} of "${name}".`,
            related: [{ message: fault.message, location }],
        };
    }

    /** The nearest fault in a file or in what it imports, whatever way round; not in the file that asks. */
    private async faultBehind(file: string, asking: string, isAction: boolean): Promise<Fault | undefined> {
        const seen = new Set([file]);
        for (const current of seen) {
            const analysis = current === asking ? undefined : await this.analysis(current);
            if (!analysis) continue;
            const fault =
                (await this.ownFault(current, analysis)) ?? (isAction ? syncOnlyFault(current, analysis) : undefined);
            if (fault) return fault;
            for (const { target } of await this.edges(current, analysis))
                if (this.hasFindings(target)) seen.add(target);
        }
        return undefined;
    }

    private async ownFault(file: string, analysis: FileAnalysis): Promise<Fault | undefined> {
        const error = analysis.findings.find(({ severity }) => severity === 'error');
        if (error) return { file, message: error.message, start: error.start, end: error.end };
        for (const { start, end, specifier, typeOnly } of analysis.imports) {
            if (typeOnly || !isRelative(specifier)) continue;
            const target = await this.target(file, specifier);
            if (target.kind === 'missing' && !analysis.isSuppressed({ code: codeOf(target), start, end })) {
                return { file, message: target.message, start, end };
            }
        }
        return undefined;
    }

    private async place({ file, start, end }: Fault) {
        const { lineStarts } = (await this.analysis(file))!;
        const to = positionAt(lineStarts, end);
        return { ...positionAt(lineStarts, start), endLine: to.line, endColumn: to.column };
    }

    /** The files that a file imports at run time. */
    private async edges(file: string, { imports }: FileAnalysis): Promise<{ target: string }[]> {
        const relative = imports.filter(({ typeOnly, specifier }) => !typeOnly && isRelative(specifier));
        const targets = await Promise.all(relative.map(({ specifier }) => this.target(file, specifier)));
        return targets.flatMap((target) => (target.kind === 'file' ? { target: target.file } : []));
    }

    private target(importer: string, specifier: string): Promise<ImportTarget> {
        const folder = this.path.dirname(importer);
        const key = `${folder}\0${specifier}`;
        let target = this.targets.get(key);
        if (!target) {
            const { root: projectRoot, form } = this.project;
            target = resolveImport({ specifier, importer, projectRoot, form }, this.listings, this.path);
            this.targets.set(key, target);
        }
        return target;
    }

    /** False for JSON, and for a classic `models.ts`: that is generated, and imports types of packages that no project has (§3.1). */
    private hasFindings(file: string): boolean {
        if (file.endsWith('.json')) return false;
        return this.project.form !== 'classic' || this.path.basename(file) !== 'models.ts';
    }
}

function codeOf({ problem }: { problem: 'outside' | 'folder' | 'absent' }): FindingCode {
    return problem === 'outside' ? 'import-outside-project' : 'import-not-found';
}

/** A call that only syncs may make counts against every action that imports the file (nango-semantics §8.1, §8.2). */
function syncOnlyFault(file: string, { syncOnlyCalls }: FileAnalysis): Fault | undefined {
    const [call] = syncOnlyCalls;
    if (!call) return undefined;
    const message = `nango.${call.member}() is not allowed in an action, nor in a file that an action imports.`;
    return { file, message, start: call.start, end: call.end };
}
