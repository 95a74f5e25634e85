import path from 'node:path';
import type { Provider } from '../core/provider/types';
import type { BuiltInProviders, ProviderEntries } from './BuiltInProviders';
import { projectProviders } from './projectProviders';

/**
 * The providers that a connection can name: the catalogue built into the product, with what the project's own
 * `syncbench/providers.yaml` adds or overrides. Nothing is read before the first question.
 */
export class ProviderCatalogue {
    private entries: Promise<ProviderEntries> | undefined;

    constructor(
        private readonly builtIn: BuiltInProviders,
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
        return projectProviders(path.join(this.projectRoot, 'syncbench', 'providers.yaml'), builtIn);
    }
}
