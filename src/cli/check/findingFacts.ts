import path from 'node:path';
import type { Finding, Severity } from '../../core/findings/types';

/** A finding as `check --json` prints it: lines and columns 1-based, the end exclusive. */
export interface FindingFact {
    /** Relative to the checked folder, with forward slashes. */
    file: string;
    line: number;
    column: number;
    endLine: number;
    endColumn: number;
    code: string;
    severity: Severity;
    message: string;
    advice?: string;
}

export function findingFact({ code, severity, message, advice, location }: Finding, folder: string): FindingFact {
    const { file = folder, line = 1, column = 1, endLine = line, endColumn = column } = location ?? {};
    const place = { file: relativeFile(file, folder), line, column, endLine, endColumn };
    return { ...place, code, severity, message, ...(advice !== undefined && { advice }) };
}

/** A file's path from a folder, with forward slashes on every system. */
export function relativeFile(file: string, folder: string): string {
    return path.relative(folder, file).split(path.sep).join('/');
}
