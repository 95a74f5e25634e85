import path from 'node:path';
import type * as esbuild from 'esbuild';
import type { Finding, Location, Severity } from '../core/findings/types';

/** What our plugin hangs on its messages; esbuild hands it back together with the place of the import. */
export type MessageDetail =
    /** Not a message: one file imports another. */
    | { type: 'edge'; importer: string; imported: string }
    | { type: 'finding'; code: string; severity: Severity; advice?: string };

/** An import of one project file by another, with the place it stands at. */
export interface ImportEdge {
    importer: string;
    imported: string;
    location: Location;
}

/**
 * The place of an esbuild message: lines are 1-based there, columns and lengths are counted in bytes from 0;
 * here both are 1-based and columns count UTF-16 units.
 */
export function toLocation(location: esbuild.Location, projectRoot: string): Location {
    const line = Buffer.from(location.lineText);
    const units = (bytes: number) => line.subarray(0, bytes).toString().length;
    const column = units(location.column) + 1;
    return {
        file: path.resolve(projectRoot, location.file),
        line: location.line,
        column,
        endLine: location.line,
        endColumn: Math.max(column, units(location.column + location.length) + 1),
    };
}

/** esbuild's messages as findings; edges are left out. */
export function toFindings(messages: esbuild.Message[], severity: Severity, projectRoot: string): Finding[] {
    const findings: Finding[] = [];
    for (const message of messages) {
        const detail = message.detail as MessageDetail | undefined;
        if (detail?.type === 'edge') continue;
        const isOurs = detail?.type === 'finding';
        const finding: Finding = {
            code: isOurs ? detail.code : 'compile_error',
            severity: isOurs ? detail.severity : severity,
            message: isOurs ? message.text : plainMessage(message.text),
        };
        if (isOurs && detail.advice) finding.advice = detail.advice;
        if (message.location && !isVirtual(message.location))
            finding.location = toLocation(message.location, projectRoot);
        const notes = message.notes.filter((note) => note.location && !isVirtual(note.location));
        if (notes.length > 0) {
            finding.related = notes.map((note) => ({
                message: note.text,
                location: toLocation(note.location as esbuild.Location, projectRoot),
            }));
        }
        findings.push(finding);
    }
    return findings;
}

/** The imports between the project's files that esbuild saw before it stopped. */
export function toEdges(messages: esbuild.Message[], projectRoot: string): ImportEdge[] {
    const edges: ImportEdge[] = [];
    for (const { detail, location } of messages) {
        const edge = detail as MessageDetail | undefined;
        if (edge?.type !== 'edge' || !location) continue;
        edges.push({ importer: edge.importer, imported: edge.imported, location: toLocation(location, projectRoot) });
    }
    return edges;
}

/**
 * Adds to an error in an imported file how the entry came to import it: one related place per import, from the one
 * that names the file up to the one in the entry.
 */
export function withImportChain(finding: Finding, entry: string, edges: ImportEdge[]): Finding {
    const chain: ImportEdge[] = [];
    const seen = new Set<string>();
    let file = finding.location?.file;
    while (file && file !== entry && !seen.has(file)) {
        seen.add(file);
        const edge = importOf(file, entry, edges, seen);
        if (!edge) break;
        chain.push(edge);
        file = edge.importer;
    }
    if (chain.length === 0) return finding;
    const related = chain.map((edge) => ({
        message: `"${path.basename(edge.imported)}" is imported here.`,
        location: edge.location,
    }));
    return { ...finding, related: [...(finding.related ?? []), ...related] };
}

/** The import of a file that is nearest to the entry, so that cycles are left behind. */
function importOf(file: string, entry: string, edges: ImportEdge[], seen: Set<string>): ImportEdge | undefined {
    const importers = edges.filter((edge) => edge.imported === file && !seen.has(edge.importer));
    return importers.sort((a, b) => distance(entry, a.importer, edges) - distance(entry, b.importer, edges))[0];
}

/** How many imports lead from the entry to a file. */
function distance(entry: string, file: string, edges: ImportEdge[]): number {
    let reached = new Set([entry]);
    for (let steps = 0; steps <= edges.length; steps++) {
        if (reached.has(file)) return steps;
        reached = new Set([
            ...reached,
            ...edges.filter((edge) => reached.has(edge.importer)).map((edge) => edge.imported),
        ]);
    }
    return Number.POSITIVE_INFINITY;
}

/** Whether a place is in a module that we made up, which nobody can open. */
function isVirtual(location: esbuild.Location): boolean {
    return location.namespace !== '' && location.namespace !== 'file';
}

/** Says in plain words what esbuild says of modules that we made up. */
function plainMessage(text: string): string {
    const noExport = /^No matching export in "[^"]*models[^"]*" for import "([^"]+)"$/.exec(text);
    if (noExport) {
        return `"${noExport[1]}" is not a value that "models" exports; it is a type at most, and types are gone when a script runs.`;
    }
    return text;
}
