import type { RecordScope } from '../../records';
import { exportRecords } from './exportRecords';
import type { ExportOptions, StoreEvent } from './requests';

/** The exports that go on in this process, each by the name that was given to it. */
export class Exports {
    private readonly going = new Map<string, AbortController>();

    constructor(private readonly send: (event: StoreEvent) => void) {}

    /** @throws UserError see `exportRecords` */
    async run(storeFolder: string, scope: RecordScope, options: ExportOptions): Promise<{ records: number }> {
        const { id } = options;
        const controller = new AbortController();
        this.going.set(id, controller);
        try {
            return await exportRecords(storeFolder, scope, options, {
                signal: controller.signal,
                onProgress: (records) => this.send({ type: 'exported', id, records }),
            });
        } finally {
            this.going.delete(id);
        }
    }

    /** One that is over already stays as it is. */
    cancel(id: string): void {
        this.going.get(id)?.abort();
    }
}
