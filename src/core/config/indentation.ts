import type { ConfigFindingCode } from '../findings/configFindings';
import type { Finding, Location } from '../findings/types';
import { applyMove, indentOf, likelyMoves, type Move, shapeOf } from './indentationMoves';

/** Errors that a line in the wrong column can lead to. */
const CONSEQUENCES = new Set([
    ...['yaml_syntax', 'type', 'required', 'additionalProperties', 'ignored_script', 'no_integrations', 'no_models'],
]);
/** Errors whose surroundings are tried. */
const PLACES = 4;
/** Characters that are read again at most to find one cause; reading 5 kB takes some milliseconds. */
const BUDGET = 200_000;
/** Trials for one cause; the likely ones come first, and the syntax tells the place better than the structure does. */
const MOST_TRIALS = { syntax: 10, structure: 40 };
const MOST_CAUSES = 3;

/** Whether there is something to explain in a file whose syntax is right: one error tells best itself what is wrong. */
export function mayFollowFromIndentation(findings: readonly Finding[]): boolean {
    return consequencesIn(findings).length > 1;
}

/**
 * Finds the lines whose indentation alone leads to errors, and puts one finding for each in the place of those: what is
 * wrong with a file's structure shows far from where it was made, and often many times. A column is the cause when the
 * errors vanish with the lines moved to another one.
 *
 * @param read the findings of the file with another text, in the order of their places
 */
export function explainIndentation(
    text: string,
    file: string,
    findings: Finding[],
    read: (text: string) => Finding[],
): Finding[] {
    // Tabs have errors of their own.
    if (/^ *\t/m.test(text)) return findings;
    const lines = text.split('\n');
    const shifts = new Map<number, number>();
    const causes: Finding[] = [];
    let rest = findings;
    while (causes.length < MOST_CAUSES) {
        const best = bestMove(lines, rest, read);
        if (!best) break;
        const code = rest.some(isSyntaxError) ? 'yaml_syntax' : 'indentation';
        causes.push(unshifted(findingOf(best.move, lines, code, file), shifts));
        rest = best.findings;
        applyMove(best.move, lines);
        for (let line = best.move.from; line <= best.move.to; line++) {
            shifts.set(line + 1, (shifts.get(line + 1) ?? 0) + best.move.by);
        }
    }
    return causes.length === 0 ? findings : [...causes, ...rest.map((finding) => unshifted(finding, shifts))];
}

interface Trial {
    move: Move;
    findings: Finding[];
    left: Errors;
}

/** How many errors there are; those of structure are only known where the syntax has none. */
interface Errors {
    syntax: number;
    structure: number;
}

function bestMove(
    lines: readonly string[],
    findings: readonly Finding[],
    read: (text: string) => Finding[],
): Trial | undefined {
    const before = count(findings);
    const places = [...new Set(consequencesIn(findings).map(({ location }) => location?.line ?? 1))].slice(0, PLACES);
    const size = lines.reduce((sum, line) => sum + line.length + 1, 0);
    const most = before.syntax > 0 ? MOST_TRIALS.syntax : MOST_TRIALS.structure;
    const tried = new Set([shapeOf(lines)]);
    let best: Trial | undefined;
    for (const move of likelyMoves(places, lines)) {
        if (tried.size > Math.min(most, BUDGET / size)) break;
        const moved = [...lines];
        applyMove(move, moved);
        const shape = shapeOf(moved);
        if (tried.has(shape)) continue;
        tried.add(shape);
        const found = read(moved.join('\n'));
        const left = count(found);
        const helps = before.syntax > 0 ? left.syntax < before.syntax : left.structure <= before.structure - 2;
        if (!helps || (before.syntax === 0 && left.syntax > 0) || concerns(found, move)) continue;
        if (left.syntax + left.structure === 0) return { move, findings: found, left };
        if (!best || isFewer(left, best.left)) best = { move, findings: found, left };
    }
    return best;
}

function consequencesIn(findings: readonly Finding[]): Finding[] {
    return findings.filter(({ severity, code }) => severity === 'error' && CONSEQUENCES.has(code));
}

function count(findings: readonly Finding[]): Errors {
    const errors = findings.filter(({ severity }) => severity === 'error');
    const syntax = errors.filter(isSyntaxError).length;
    return { syntax, structure: errors.length - syntax };
}

function isFewer(one: Errors, other: Errors): boolean {
    return one.syntax < other.syntax || (one.syntax === other.syntax && one.structure < other.structure);
}

/** Whether errors of structure are left where lines were moved: then they have no better a place there. */
function concerns(findings: readonly Finding[], { from, to }: Move): boolean {
    return findings.some(
        ({ severity, code, location }) =>
            severity === 'error' &&
            CONSEQUENCES.has(code) &&
            location &&
            location.line >= from &&
            location.line <= to + 1,
    );
}

function isSyntaxError({ code, severity }: Finding): boolean {
    return code === 'yaml_syntax' && severity === 'error';
}

function findingOf({ from, to, by }: Move, lines: readonly string[], code: ConfigFindingCode, file: string): Finding {
    const text = lines[from]!;
    const indent = indentOf(text);
    const others = lines.slice(from + 1, to + 1).filter((line) => line.trim() !== '').length;
    const after = others === 1 ? ' and the line after it are' : ` and the ${others} lines after it are`;
    const end = text.trimEnd().length;
    return {
        code,
        severity: 'error',
        message: `"${keyOf(text)}"${others === 0 ? ' is' : after} indented by ${spaces(indent)} and not by ${indent + by}.`,
        location: { file, line: from + 1, column: indent + 1, endLine: from + 1, endColumn: end + 1 },
        advice: `Move ${others === 0 ? 'it' : 'them'} ${spaces(Math.abs(by))} to the ${by > 0 ? 'right' : 'left'}${parentOf(from, indent + by, lines)}.`,
    };
}

function spaces(count: number): string {
    return count === 1 ? '1 space' : `${count} spaces`;
}

function keyOf(text: string): string {
    return /^(?:- )?["']?([^:"']*)/.exec(text.trim())?.[1] || text.trim();
}

function parentOf(line: number, indent: number, lines: readonly string[]): string {
    const parent = lines
        .slice(0, line)
        .findLast((text) => text.trim() !== '' && !text.trim().startsWith('#') && indentOf(text) < indent);
    return parent === undefined ? '' : `, below "${keyOf(parent)}"`;
}

/** A finding in a text with moved lines, at its place in the text as it is. */
function unshifted(finding: Finding, shifts: ReadonlyMap<number, number>): Finding {
    const { location } = finding;
    if (!location) return finding;
    const { line, column, endLine, endColumn } = location;
    const moved: Location = { ...location, column: Math.max(1, column - (shifts.get(line) ?? 0)) };
    if (endColumn !== undefined) moved.endColumn = Math.max(1, endColumn - (shifts.get(endLine ?? line) ?? 0));
    return { ...finding, location: moved };
}
