import type { PathFlavour, Project, ProjectFiles } from '../../core/project';
import { analyseFile } from '../analysis/analyseFile';
import type { FileAnalysis, FileRole, ScriptFinding } from '../analysis/types';
import { type BuiltInCatalogue, ConnectionAnalysis } from './ConnectionAnalysis';
import { FolderListings } from './FolderListings';
import { type ProjectRoles, readRoles } from './fileRoles';
import { ImportFindings } from './ImportFindings';
import { IntegrationClaims } from './IntegrationClaims';

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
    private readonly imports: ImportFindings;
    private readonly claims: IntegrationClaims;
    /** What its connection files say. */
    readonly connections: ConnectionAnalysis;

    constructor(
        readonly project: Project,
        private readonly files: ProjectFiles,
        private readonly path: PathFlavour,
        /** Absent: nothing is said of providers. */
        catalogue: BuiltInCatalogue = async () => undefined,
    ) {
        this.listings = new FolderListings(files, path);
        const analysis = (file: string) => this.analysis(file);
        this.imports = new ImportFindings(project, this.listings, path, analysis);
        this.claims = new IntegrationClaims(project, path, analysis);
        this.connections = new ConnectionAnalysis(project, files, path, catalogue, () => this.integrations());
    }

    /** What the project's lists say. */
    lists(): Promise<ProjectRoles> {
        if (!this.roles) {
            const roles = readRoles(this.project, this.files, this.listings, this.path);
            this.roles = roles;
            // What failed may work the next time.
            roles.catch(() => {
                if (this.roles === roles) this.roles = undefined;
            });
        }
        return this.roles;
    }

    /** Ids of its integrations: those of the lists, and those that have a folder; undefined where the lists cannot be read. */
    private async integrations(): Promise<ReadonlySet<string> | undefined> {
        const { config, models, entries, roles } = await this.lists();
        if (this.project.form === 'classic' && !models) return undefined;
        const ofFolders = [...roles.keys()].flatMap((file) => {
            const [folder = '', ...below] = this.path.relative(this.project.root, file).split(this.path.sep);
            return below.length > 0 ? [folder] : [];
        });
        const listed = config?.integrations.map(({ id }) => id) ?? entries.map(({ integration }) => integration);
        return new Set([...listed, ...ofFolders]);
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
            for (const target of await this.imports.edges(file, analysis)) seen.add(target);
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
            known.result.catch(() => this.analyses.delete(file));
        }
        return known.result;
    }

    /** The findings of a file, in its order. Empty when it cannot be read. */
    async findings(file: string): Promise<ScriptFinding[]> {
        const analysis = await this.analysis(file);
        if (!analysis) return [];
        const found = await this.ownFindings(file);
        if (analysis.definition) {
            const { entries } = await this.lists();
            found.push(...(await this.claims.of(file, entries)));
        }
        return found.sort((a, b) => a.start - b.start);
    }

    /** The same without what only a look at the other scripts of its integration tells, which takes longer at first. */
    async ownFindings(file: string): Promise<ScriptFinding[]> {
        const analysis = await this.analysis(file);
        if (!analysis) return [];
        const role = await this.roleOf(file);
        const found = [...analysis.findings];
        for (const fact of analysis.imports) {
            const finding = await this.imports.of(file, fact, role);
            if (finding && !analysis.isSuppressed(finding)) found.push(finding);
        }
        return found.sort((a, b) => a.start - b.start);
    }

    /** Forgets what depends on a file that has changed, come or gone. */
    forget(file: string): void {
        this.analyses.delete(file);
        this.listings.forget(file);
        this.imports.forget();
        this.claims.forget();
        const isList = file === this.project.configFile || file === this.path.join(this.project.root, 'index.ts');
        if (isList) this.forgetLists();
    }

    /** Forgets the lists: a file that came or went may be a script. What they say of a file decides whether it is analysed anew. */
    forgetLists(): void {
        this.roles = undefined;
        this.claims.forget();
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
}
