import { LIMITS } from '../../core/policy/limits';

export type Checkpoint = Record<string, string | number | boolean>;

/**
 * A checkpoint as it is stored (nango-semantics §3.7), or why it cannot be: a flat object of at most 16 fields that hold
 * text, numbers or booleans. Dates become ISO text, fields that are undefined are left out, as JSON does.
 */
export function readCheckpointValue(value: unknown): { checkpoint: Checkpoint } | { problem: string } {
    const json = throughJson(value);
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return { problem: 'it is not an object' };
    const fields = Object.entries(json);
    if (fields.length > LIMITS.checkpointFields) {
        return { problem: `it has ${fields.length} fields, ${LIMITS.checkpointFields} are allowed` };
    }
    for (const [name, field] of fields) {
        if (name.length > LIMITS.checkpointKeyCharacters) {
            return {
                problem: `a field's name has ${name.length} characters, ${LIMITS.checkpointKeyCharacters} are allowed`,
            };
        }
        const problem = problemOf(field);
        if (problem) return { problem: `\`${name}\` ${problem}` };
    }
    return { checkpoint: json as Checkpoint };
}

/** The key under which a script's checkpoint is kept; that of a sync ends in its variant. */
export function checkpointKey({ kind, script, variant }: { kind: string; script: string; variant: string }): string {
    return kind === 'sync' || kind === 'webhook' ? `${kind}:${script}:${variant}` : `${kind}:${script}`;
}

function problemOf(field: unknown): string | undefined {
    if (typeof field === 'number' || typeof field === 'boolean') return undefined;
    if (typeof field !== 'string')
        return `is ${field === null ? 'null' : Array.isArray(field) ? 'a list' : 'an object'}`;
    const most = LIMITS.checkpointValueCharacters;
    return field.length > most ? `has ${field.length} characters, ${most} are allowed` : undefined;
}

/** What cannot be JSON at all is no object either. */
function throughJson(value: unknown): unknown {
    try {
        return JSON.parse(JSON.stringify(value));
    } catch {
        return undefined;
    }
}
