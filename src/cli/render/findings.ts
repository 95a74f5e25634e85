import { isConnectionFindingCode } from '../../core/findings/connectionFindings';
import type { Finding, Severity } from '../../core/findings/types';
import { placeText, type SourceLine } from './error';
import type { Style, Tone } from './style';
import { counted, hanging, printable, printableLine } from './text';

const TONES: Record<Severity, Tone> = { error: 'bad', warning: 'warn', information: 'notice', hint: 'dim' };
const NOUNS: Record<Severity, string> = { error: 'error', warning: 'warning', information: 'note', hint: 'hint' };
const LONGEST_LINE = 160;

/** Findings as text, file by file: where, what, the line with the place marked, advice. */
export class FindingBlocks {
    constructor(
        private readonly style: Style,
        private readonly sourceLine: SourceLine,
    ) {}

    /** The lines for one file's findings, with an empty line behind them. */
    of(file: string, findings: readonly Finding[]): string[] {
        const title = this.style.paint('strong', printableLine(this.style.file(file)));
        return [title, ...findings.flatMap((finding) => this.block(finding)), ''];
    }

    private block({ code, severity, message, advice, location, related = [] }: Finding): string[] {
        const { paint } = this.style;
        const place = location ? paint('dim', `${location.line}:${location.column}`) : '';
        const lines = [`  ${paint(TONES[severity], severity)} ${place}  ${paint('dim', code)}`];
        lines.push(`    ${hanging(printable(message), '    ')}`);
        // A line of a connection file may hold a secret, and CI keeps what is printed.
        if (location && !isConnectionFindingCode(code)) lines.push(...this.frame(location, TONES[severity]));
        for (const { location: other } of related)
            lines.push(`    ${paint('dim', `see ${placeText(other, this.style)}`)}`);
        if (advice !== undefined) lines.push(`    ${paint('notice', hanging(printable(advice), '    '))}`);
        return lines;
    }

    /** The line with the place underlined; a place over several lines is underlined to the end of its first. */
    private frame({ file, line, column, endLine = line, endColumn = column }: Place, tone: Tone): string[] {
        const source = this.sourceLine(file, line);
        if (source === undefined || source.trim() === '' || column > source.length + 1) return [];
        const end = endLine === line ? endColumn : source.length + 1;
        // A long line is cut around the place, so that it stays in sight.
        const from = column > LONGEST_LINE ? column - LONGEST_LINE / 2 : 0;
        const shown = printableLine(source.slice(from, from + LONGEST_LINE).replaceAll('\t', ' '));
        const width = Math.max(1, Math.min(end, from + LONGEST_LINE) - column);
        const number = `${line} | `;
        const { paint } = this.style;
        return [
            `      ${paint('dim', number)}${shown}`,
            `      ${' '.repeat(number.length + column - 1 - from)}${paint(tone, '^'.repeat(width))}`,
        ];
    }
}

type Place = NonNullable<Finding['location']>;

/** The last line: how many findings of which severity, in how many files. */
export function checkSummary(
    findings: readonly Finding[],
    { files, projects }: { files: number; projects: number },
    { paint }: Style,
): string {
    const where = `${counted(files, 'file')} in ${counted(projects, 'project')}`;
    if (findings.length === 0) return `${paint('good', 'No findings')} in ${where}.`;
    const counts = (Object.keys(TONES) as Severity[]).flatMap((severity) => {
        const count = findings.filter((finding) => finding.severity === severity).length;
        return count === 0 ? [] : [paint(TONES[severity], counted(count, NOUNS[severity]))];
    });
    return `${counts.join(', ')} in ${where}.`;
}
