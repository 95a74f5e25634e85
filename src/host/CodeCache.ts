import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * V8's code cache of the child's program, kept by the host in the user's own cache folder. It only spares time: a
 * child starts without it, and V8 refuses one that does not fit.
 */
export class CodeCache {
    constructor(private readonly folder: string) {}

    /** The file for a program under an executable and its flags; it need not exist. */
    fileFor(program: string, nodePath: string, execArgv: readonly string[]): string {
        const { size, mtimeMs } = statSync(program);
        const flags = execArgv.filter((flag) => !flag.startsWith('--allow-'));
        const key = JSON.stringify([program, size, mtimeMs, nodePath, process.version, process.arch, flags]);
        return path.join(this.folder, `runtime-${createHash('sha256').update(key).digest('hex').slice(0, 16)}.bin`);
    }

    /** Writes a cache whole or not at all; a folder that cannot be written is no error. */
    write(file: string, base64: string): void {
        const temporary = `${file}.${process.pid}`;
        try {
            mkdirSync(this.folder, { recursive: true, mode: 0o700 });
            writeFileSync(temporary, Buffer.from(base64, 'base64'), { mode: 0o600 });
            renameSync(temporary, file);
        } catch {
            // The next child starts as slowly as this one.
        }
    }
}
