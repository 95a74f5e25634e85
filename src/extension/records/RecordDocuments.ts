import type { Disposable, Event, EventEmitter, TextDocumentContentProvider, Uri } from 'vscode';
import type { StoredRecord } from '../../records/types';
import { Disposables } from '../Disposables';
import type { Services } from '../Services';
import { type RecordAddress, recordAddress } from './recordUri';

/** Records as read-only JSON documents; one that shows a record as it is now follows its changes. */
export class RecordDocuments implements TextDocumentContentProvider, Disposable {
    private readonly disposables = new Disposables();
    private readonly changed: EventEmitter<Uri>;
    readonly onDidChange: Event<Uri>;

    constructor(private readonly services: Pick<Services, 'vscode' | 'engine'>) {
        this.changed = this.disposables.add(new services.vscode.EventEmitter<Uri>());
        this.onDidChange = this.changed.event;
    }

    /** Never throws: VS Code would show its own words instead of ours. */
    async provideTextDocumentContent(uri: Uri): Promise<string> {
        const { l10n } = this.services.vscode;
        const address = recordAddress(uri);
        if (!address) return comment(l10n.t('This is no record of Syncbench.'));
        try {
            const record = await this.read(address);
            if (record) return `${JSON.stringify(record, null, 4)}\n`;
            const { id, scope } = address;
            return comment(l10n.t('The store has no record {0} of {1} any more.', id, scope.model));
        } catch (error) {
            return comment(error instanceof Error ? error.message : String(error));
        }
    }

    /** Reads the documents that are open again; of one store, or of all. */
    refresh(storeFolder?: string): void {
        for (const { uri } of this.services.vscode.workspace.textDocuments) {
            const address = recordAddress(uri);
            if (!address || address.at !== undefined) continue;
            if (storeFolder === undefined || address.storeFolder === storeFolder) this.changed.fire(uri);
        }
    }

    dispose(): void {
        this.disposables.dispose();
    }

    private async read({ storeFolder, scope, id, at }: RecordAddress): Promise<object | undefined> {
        const reader = await this.services.engine.reader();
        if (at === undefined) {
            const { records } = await reader.records(storeFolder, scope, { ids: [id], limit: 1 });
            return records[0] && metadataLast(records[0]);
        }
        const version = (await reader.versions(storeFolder, scope, id)).find((each) => each.at === at);
        if (!version) return undefined;
        const _nango_metadata = { last_action: version.action, last_modified_at: version.at };
        return { ...version.payload, id, _nango_metadata };
    }
}

function metadataLast({ _nango_metadata, ...record }: StoredRecord): object {
    return { ...record, _nango_metadata };
}

/** A sentence where a document was expected. */
function comment(text: string): string {
    return `${text.replace(/^/gm, '// ')}\n`;
}
