import type { RecordStore } from '../records';

type Metadata = Record<string, unknown>;

/**
 * The metadata a script sees: what the run was given, else what an earlier run stored for the connection, else the
 * connection's own. Writes stay on this machine; when the run was given metadata, they last for the run.
 */
export class LocalMetadata {
    private readonly given = new Map<string, Metadata | null>();
    private readonly missed = new Set<string>();

    constructor(private readonly store: RecordStore) {}

    /** Metadata given for a run, `null` for none; it hides what is stored. */
    give(integration: string, connectionId: string, metadata: Metadata | null): void {
        this.given.set(key(integration, connectionId), metadata);
    }

    read(integration: string, connectionId: string, own: Metadata | null): Metadata | null {
        const given = this.given.get(key(integration, connectionId));
        if (given !== undefined) return given;
        const known = this.store.metadata(integration, connectionId) ?? own;
        if (known === null || Object.keys(known).length === 0) this.missed.add(key(integration, connectionId));
        return known;
    }

    /** Whether a connection's metadata was asked for in vain. */
    wasMissed(integration: string, connectionId: string): boolean {
        return this.missed.has(key(integration, connectionId));
    }

    write(integration: string, connectionId: string, metadata: Metadata): void {
        const name = key(integration, connectionId);
        if (this.given.has(name)) this.given.set(name, metadata);
        else this.store.setMetadata(integration, connectionId, metadata);
    }
}

const key = (integration: string, connectionId: string) => JSON.stringify([integration, connectionId]);
