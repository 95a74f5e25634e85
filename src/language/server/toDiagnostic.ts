import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Range } from 'vscode-languageserver';
import type { Finding, Location, Severity } from '../../core/findings/types';
import type { FindingSettings, ServerOptions } from '../../protocol/languageServer';
import { uriOf } from './uris';

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
    error: DiagnosticSeverity.Error,
    warning: DiagnosticSeverity.Warning,
    information: DiagnosticSeverity.Information,
    hint: DiagnosticSeverity.Hint,
};

/** A finding as the editor shows it; undefined when its code is switched off. */
export function toDiagnostic(
    finding: Finding,
    settings: FindingSettings,
    options: ServerOptions,
): Diagnostic | undefined {
    const { code, message, advice, location, related = [] } = finding;
    const severity = settings.severity?.[code] ?? finding.severity;
    if (severity === 'off') return undefined;
    const href = options.explainUri?.replace('{code}', encodeURIComponent(code));
    return {
        range: rangeOf(location),
        severity: SEVERITIES[severity] ?? SEVERITIES[finding.severity],
        code,
        source: 'syncbench',
        message: advice === undefined ? message : `${message} ${advice}`,
        ...(href && { codeDescription: { href } }),
        ...(code === 'deprecated-call' && { tags: [DiagnosticTag.Deprecated] }),
        relatedInformation: related.map((other) => ({
            message: other.message,
            location: { uri: uriOf(other.location.file), range: rangeOf(other.location) },
        })),
    };
}

/** LSP counts lines and columns from 0. */
function rangeOf({ line, column, endLine = line, endColumn = column }: Location = START): Range {
    return {
        start: { line: line - 1, character: column - 1 },
        end: { line: endLine - 1, character: endColumn - 1 },
    };
}

const START: Location = { file: '', line: 1, column: 1 };
