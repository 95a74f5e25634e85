import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Two files serve a program under one Node: some versions, editors and Nodes side by side. */
const KEPT = 24;

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
            this.removeOldest();
        } catch {
            // The next child starts as slowly as this one.
        }
    }

    /** Each version of the program leaves files of its own behind. */
    private removeOldest(): void {
        const files = readdirSync(this.folder).filter((name) => /^runtime-[0-9a-f]{16}\.bin$/.test(name));
        const byAge = files
            .map((name) => path.join(this.folder, name))
            .map((file) => ({ file, writtenAt: statSync(file).mtimeMs }))
            .sort((a, b) => b.writtenAt - a.writtenAt);
        for (const { file } of byAge.slice(KEPT)) rmSync(file, { force: true });
    }
}
