import { normaliseCase } from '../../core/project/scriptPaths';
import type { PathFlavour, ProjectFiles } from '../../core/project/types';

interface Listing {
    files: ReadonlyMap<string, string>;
    folders: ReadonlyMap<string, string>;
}

/** What lies in folders, each read once until it is forgotten. Names compare as the path flavour compares them. */
export class FolderListings {
    private readonly listings = new Map<string, Promise<Listing>>();

    constructor(
        private readonly files: ProjectFiles,
        private readonly path: PathFlavour,
    ) {}

    async isFile(file: string): Promise<boolean> {
        const { files } = await this.of(this.path.dirname(file));
        return files.has(normaliseCase(this.path.basename(file), this.path));
    }

    async isFolder(folder: string): Promise<boolean> {
        const parent = this.path.dirname(folder);
        if (parent === folder) return true;
        const { folders } = await this.of(parent);
        return folders.has(normaliseCase(this.path.basename(folder), this.path));
    }

    /** Names of the files in a folder; none where there is no such folder. */
    async fileNames(folder: string): Promise<string[]> {
        return [...(await this.of(folder)).files.values()];
    }

    async folderNames(folder: string): Promise<string[]> {
        return [...(await this.of(folder)).folders.values()];
    }

    /** Forgets what lies in the folder of a file, which has come or gone. */
    forget(file: string): void {
        this.listings.delete(this.path.dirname(file));
        // The folder itself may be new, too.
        this.listings.delete(this.path.dirname(this.path.dirname(file)));
    }

    private of(folder: string): Promise<Listing> {
        let listing = this.listings.get(folder);
        if (!listing) {
            listing = this.read(folder);
            this.listings.set(folder, listing);
            // What failed may work the next time.
            listing.catch(() => this.listings.delete(folder));
        }
        return listing;
    }

    private async read(folder: string): Promise<Listing> {
        const entries = (await this.files.readDirectory(folder)) ?? [];
        const names = (isDirectory: boolean) =>
            new Map(
                entries
                    .filter((entry) => entry.isDirectory === isDirectory)
                    .map(({ name }) => [normaliseCase(name, this.path), name]),
            );
        return { files: names(false), folders: names(true) };
    }
}
