import { readFile } from 'node:fs/promises';
import { UserError } from '../core/findings/UserError';
import type { ProviderEntries } from '../core/provider/ProviderLookup';

/** The provider catalogue that is built into the product: read once, when it is first asked for. */
export class BuiltInProviders {
    private entries: Promise<ProviderEntries> | undefined;

    /** @param file absolute path of `providers.json` */
    constructor(private readonly file: string) {}

    /** @throws UserError `catalogue_missing`; asked again, it is read again */
    read(): Promise<ProviderEntries> {
        this.entries ??= readCatalogue(this.file).catch((error: unknown) => {
            this.entries = undefined;
            throw error;
        });
        return this.entries;
    }
}

async function readCatalogue(file: string): Promise<ProviderEntries> {
    try {
        return JSON.parse(await readFile(file, 'utf8')) as ProviderEntries;
    } catch {
        throw new UserError('catalogue_missing', `The provider catalogue ${file} cannot be read.`, {
            advice: 'Build or install Syncbench again.',
        });
    }
}
