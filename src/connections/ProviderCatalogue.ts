import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../core/findings/UserError';
import type { Provider } from '../core/provider/types';
import { projectProviders } from './projectProviders';

type Entries = Record<string, Omit<Provider, 'name'>>;

/**
 * The providers that a connection can name: the catalogue built into the product, with what the project's own
 * `syncbench/providers.yaml` adds or overrides. Nothing is read before the first question.
 */
export class ProviderCatalogue {
    private entries: Promise<Entries> | undefined;

    constructor(
        /** Absolute path of `providers.json`. */
        private readonly file: string,
        /** Absolute root of the project whose own providers count; absent: none. */
        private readonly projectRoot?: string,
    ) {}

    /** `undefined` for a name that is neither in the catalogue nor in the project's file. */
    async get(name: string): Promise<Provider | undefined> {
        const entries = await this.load();
        const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
        return entry && { ...entry, name };
    }

    async names(): Promise<string[]> {
        return Object.keys(await this.load());
    }

    private load(): Promise<Entries> {
        this.entries ??= this.read().catch((error: unknown) => {
            this.entries = undefined;
            throw error;
        });
        return this.entries;
    }

    private async read(): Promise<Entries> {
        const builtIn = await readCatalogue(this.file);
        if (this.projectRoot === undefined) return builtIn;
        return projectProviders(path.join(this.projectRoot, 'syncbench', 'providers.yaml'), builtIn);
    }
}

async function readCatalogue(file: string): Promise<Entries> {
    try {
        return JSON.parse(await readFile(file, 'utf8')) as Entries;
    } catch {
        throw new UserError('catalogue_missing', `The provider catalogue ${file} cannot be read.`, {
            advice: 'Build or install Syncbench again.',
        });
    }
}
