import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';

/** Characters that are written at once. */
const CHUNK = 1 << 20;

/** A new file that only its owner can read, written in large pieces. */
export class TextFile {
    private descriptor: number | undefined;
    private waiting = '';
    private position = 0;

    constructor(path: string) {
        this.descriptor = openSync(path, 'w', 0o600);
    }

    write(text: string): void {
        this.waiting += text;
        if (this.waiting.length >= CHUNK) this.flush();
    }

    /** Begins anew. */
    clear(): void {
        this.waiting = '';
        this.position = 0;
        if (this.descriptor !== undefined) ftruncateSync(this.descriptor);
    }

    /** May be called twice. */
    close(): void {
        if (this.descriptor === undefined) return;
        try {
            this.flush();
        } finally {
            closeSync(this.descriptor);
            this.descriptor = undefined;
        }
    }

    private flush(): void {
        if (this.descriptor === undefined) return;
        let bytes = Buffer.from(this.waiting);
        this.waiting = '';
        while (bytes.length > 0) {
            const written = writeSync(this.descriptor, bytes, 0, bytes.length, this.position);
            this.position += written;
            bytes = bytes.subarray(written);
        }
    }
}
