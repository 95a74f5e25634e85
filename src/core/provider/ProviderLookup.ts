import type { Provider } from './types';

/** Providers by name. */
export type ProviderEntries = Record<string, Omit<Provider, 'name'>>;

/** Where providers are looked up. */
export interface ProviderLookup {
    /** `undefined` for a name that is not known. */
    get(name: string): Promise<Provider | undefined>;
    names(): Promise<string[]>;
}

/** The provider of a name, `undefined` where there is none. */
export function providerIn(entries: ProviderEntries, name: string): Provider | undefined {
    const entry = Object.hasOwn(entries, name) ? entries[name] : undefined;
    return entry && { ...entry, name };
}
