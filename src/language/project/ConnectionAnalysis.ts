import { connectionFolders } from '../../core/connection/connectionFolders';
import type { Finding } from '../../core/findings/types';
import { UserError } from '../../core/findings/UserError';
import type { PathFlavour, Project, ProjectFiles } from '../../core/project';
import { type ProviderEntries, type ProviderLookup, providerIn } from '../../core/provider/ProviderLookup';

/** The providers that come with the product; undefined where they cannot be read. */
export type BuiltInCatalogue = () => Promise<ProviderEntries | undefined>;

/** The findings of a project's connection files. They are few and short, and read anew each time. */
export class ConnectionAnalysis {
    constructor(
        private readonly project: Project,
        private readonly files: ProjectFiles,
        private readonly path: PathFlavour,
        private readonly catalogue: BuiltInCatalogue,
        private readonly integrations: () => Promise<ReadonlySet<string> | undefined>,
    ) {}

    /** By absolute path, files without findings included. */
    async findings(): Promise<Map<string, Finding[]>> {
        const folders = connectionFolders(this.project, this.path);
        const listings = await Promise.all(folders.map(({ folder }) => this.files.readDirectory(folder)));
        if (listings.every((entries) => !entries || entries.length === 0)) return new Map();
        // zod is loaded only for those who have such files.
        const { checkConnectionFiles } = await import(
            /* webpackChunkName: "checkConnections" */ '../../core/connection/checkConnectionFolder'
        );
        const [providers, integrations] = await Promise.all([this.providers(), this.integrations()]);
        const surroundings = { ...(providers && { providers }), ...(integrations && { integrations }) };
        return checkConnectionFiles(this.project, this.files, this.path, surroundings);
    }

    /** Undefined where the catalogue, or the project's own part of it, cannot be read: then nothing is said of providers. */
    private async providers(): Promise<ProviderLookup | undefined> {
        const builtIn = await this.catalogue();
        if (!builtIn) return undefined;
        const { projectProviders } = await import(
            /* webpackChunkName: "checkConnections" */ '../../core/provider/projectProviders'
        );
        const file = this.path.join(this.project.root, 'syncbench', 'providers.yaml');
        try {
            const entries = await projectProviders(await this.files.readFile(file), file, builtIn);
            return { get: async (name) => providerIn(entries, name), names: async () => Object.keys(entries) };
        } catch (error) {
            if (error instanceof UserError) return undefined;
            throw error;
        }
    }
}

/** The built-in providers of a file (`providers.json`), read once, when they are first asked for. */
export function catalogueIn(files: ProjectFiles, file: string | undefined): BuiltInCatalogue {
    let entries: Promise<ProviderEntries | undefined> | undefined;
    const read = async (): Promise<ProviderEntries | undefined> => {
        const text = file === undefined ? undefined : await files.readFile(file);
        return text === undefined ? undefined : (JSON.parse(text) as ProviderEntries);
    };
    return () => {
        entries ??= read().catch(() => undefined);
        return entries;
    };
}
