import type { Finding } from '../../core/findings/types';
import { positionAt } from '../analysis/lines';
import type { ScriptFinding } from '../analysis/types';

/** A finding with its place as line and column, both 1-based, the end exclusive. */
export function toFinding(file: string, finding: ScriptFinding, lineStarts: readonly number[]): Finding {
    const { code, severity, message, advice, related } = finding;
    const end = positionAt(lineStarts, finding.end);
    const location = { file, ...positionAt(lineStarts, finding.start), endLine: end.line, endColumn: end.column };
    return { code, severity, message, location, ...(advice !== undefined && { advice }), ...(related && { related }) };
}
