import path from 'node:path';
import { type ProviderEntries, type ProviderLookup, providerIn } from '../core/provider/ProviderLookup';
import { projectProviders } from '../core/provider/projectProviders';
import type { Provider } from '../core/provider/types';
import type { BuiltInProviders } from './BuiltInProviders';
import { readTextFile } from './jsonFile';

/**
 * The providers that a connection can name: the catalogue built into the product, with what the project's own
 * `syncbench/providers.yaml` adds or overrides. Nothing is read before the first question.
 */
export class ProviderCatalogue implements ProviderLookup {
    private entries: Promise<ProviderEntries> | undefined;

    constructor(
        private readonly builtIn: BuiltInProviders,
        /** Absolute root of the project whose own providers count; absent: none. */
        private readonly projectRoot?: string,
    ) {}

    /** `undefined` for a name that is neither in the catalogue nor in the project's file. */
    async get(name: string): Promise<Provider | undefined> {
        return providerIn(await this.load(), name);
    }

    async names(): Promise<string[]> {
        return Object.keys(await this.load());
    }

    private load(): Promise<ProviderEntries> {
        this.entries ??= this.read().catch((error: unknown) => {
            this.entries = undefined;
            throw error;
        });
        return this.entries;
    }

    private async read(): Promise<ProviderEntries> {
        const builtIn = await this.builtIn.read();
        if (this.projectRoot === undefined) return builtIn;
        const file = path.join(this.projectRoot, 'syncbench', 'providers.yaml');
        return projectProviders(await readTextFile(file), file, builtIn);
    }
}
