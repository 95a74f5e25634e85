import { type FindingCode, SCRIPT_FINDINGS } from '../../core/findings/scriptFindings';
import { type ImportTarget, type PathFlavour, type Project, resolveImport } from '../../core/project';
import { positionAt } from '../analysis/lines';
import { isRelative } from '../analysis/rules/imports';
import type { FileAnalysis, FileRole, ImportFact, ScriptFinding } from '../analysis/types';
import type { FolderListings } from './FolderListings';

/** A problem in a file that counts against those who import it. */
interface Fault {
    file: string;
    message: string;
    start: number;
    end: number;
}

/** What a project's files import, and what is wrong with it: nothing there, outside of the project, or faulty itself. */
export class ImportFindings {
    private readonly targets = new Map<string, Promise<ImportTarget>>();

    /** @param analysis what a file's own text says; undefined when it cannot be read */
    constructor(
        private readonly project: Project,
        private readonly listings: FolderListings,
        private readonly path: PathFlavour,
        private readonly analysis: (file: string) => Promise<FileAnalysis | undefined>,
    ) {}

    /** The finding about one import of a file, if there is one. */
    async of(file: string, fact: ImportFact, role: FileRole): Promise<ScriptFinding | undefined> {
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
            for (const target of await this.edges(current, analysis)) seen.add(target);
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

    /** The files that a file imports at run time and that may have findings. */
    async edges(file: string, { imports }: FileAnalysis): Promise<string[]> {
        const relative = imports.filter(({ typeOnly, specifier }) => !typeOnly && isRelative(specifier));
        const targets = await Promise.all(relative.map(({ specifier }) => this.target(file, specifier)));
        const files = targets.flatMap((target) => (target.kind === 'file' ? [target.file] : []));
        return files.filter((target) => this.hasFindings(target));
    }

    /** Forgets what imports lead to: a file came, went or changed. */
    forget(): void {
        this.targets.clear();
    }

    private target(importer: string, specifier: string): Promise<ImportTarget> {
        const folder = this.path.dirname(importer);
        const key = `${folder}\0${specifier}`;
        let target = this.targets.get(key);
        if (!target) {
            const { root: projectRoot, form } = this.project;
            target = resolveImport({ specifier, importer, projectRoot, form }, this.listings, this.path);
            this.targets.set(key, target);
            target.catch(() => this.targets.delete(key));
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
