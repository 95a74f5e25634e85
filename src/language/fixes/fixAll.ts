import type { FileRole, ScriptFinding } from '../analysis/types';
import { FileFixes } from './fixesFor';
import type { Edit } from './types';

/** Mending one thing can bring up another, but not for ever. */
const MAX_ROUNDS = 10;

/**
 * Mends what can be mended without thinking, round after round until nothing is left.
 *
 * @param findingsIn the findings of a text, by which a new round begins
 * @returns the new text
 */
export async function fixAll(
    file: string,
    text: string,
    role: FileRole,
    findingsIn: (text: string) => Promise<readonly ScriptFinding[]> | readonly ScriptFinding[],
): Promise<string> {
    let current = text;
    for (let round = 0; round < MAX_ROUNDS; round++) {
        const fixes = new FileFixes(file, current, role);
        const edits: Edit[] = [];
        for (const finding of await findingsIn(current)) {
            const fix = fixes.of(finding).find(({ preferred }) => preferred);
            if (fix && !fix.edits.some((edit) => edits.some((other) => collide(edit, other)))) edits.push(...fix.edits);
        }
        if (edits.length === 0) return current;
        current = applyEdits(current, edits);
    }
    return current;
}

/** True when two edits cannot be made together; what would be inserted twice at one place is left for the next round. */
function collide(a: Edit, b: Edit): boolean {
    return a.start < b.end && b.start < a.end ? true : a.start === b.start;
}

/** The text with edits made, all at once. Insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
    const ordered = edits
        .map((edit, index) => ({ ...edit, index }))
        .sort((a, b) => b.start - a.start || b.index - a.index);
    let result = text;
    for (const { start, end, newText } of ordered) result = result.slice(0, start) + newText + result.slice(end);
    return result;
}
