import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A new folder for a store that is gone when this process is, however the process ends by itself. */
export function ephemeralStore(): { folder: string; remove(): void } {
    const folder = mkdtempSync(path.join(tmpdir(), 'syncbench-'));
    const remove = () => {
        process.off('exit', remove);
        rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    };
    process.on('exit', remove);
    return { folder, remove };
}
