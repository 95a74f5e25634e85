import type { Finding, Location } from '../findings/types';
import { readModels } from '../models/readModels';
import { entryOf, type Report, type SourceMapping, type SourceNode, type SourceRange } from '../models/source';
import type { Model } from '../models/types';
import { explainIndentation, mayFollowFromIndentation } from './indentation';
import { detectVersion, mappingOf, readIntegrations } from './readIntegrations';
import { readYaml } from './readYaml';
import { DOCUMENT_RULES } from './rules';
import type { ProjectConfig } from './types';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Reads the text of a `nango.yaml`. Never throws: the configuration holds whatever can be understood, and the findings
 * say what is wrong, in the order of the file. After a YAML syntax error only such errors and duplicate keys are
 * reported, because whatever else looks wrong may follow from it; of errors that follow from a wrong indentation, only
 * that is.
 *
 * @param file absolute path, for the places of findings. Offsets do not count a byte order mark.
 */
export function parseConfig(text: string, file: string): { config: ProjectConfig; findings: Finding[] } {
    const content = text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
    const read = readStructure(readSyntax(content, file), file);
    const findings = read.isSuspicious
        ? explainIndentation(content, file, read.findings, (moved) => findingsIn(moved, file))
        : read.findings;
    return { config: read.config, findings: findings.sort(byPlace) };
}

/** The findings of a text alone: where the syntax is wrong, nothing else is read. */
function findingsIn(content: string, file: string): Finding[] {
    const yaml = readSyntax(content, file);
    return yaml.hasErrors ? yaml.findings.sort(byPlace) : readStructure(yaml, file).findings;
}

interface ReadSyntax {
    source: SourceNode | undefined;
    findings: Finding[];
    report: Report;
    hasErrors: boolean;
    /** A line in the wrong column may be the cause of an error. */
    isSuspicious: boolean;
}

function readSyntax(content: string, file: string): ReadSyntax {
    let isSuspicious = false;
    const findings: Finding[] = [];
    const report: Report = (range, finding) => findings.push({ ...finding, location: locationOf(range, file) });
    const source = readYaml(content, report, () => {
        isSuspicious = true;
    });
    const hasErrors = findings.some(({ code, severity }) => code === 'yaml_syntax' && severity === 'error');
    return { source, findings, report, hasErrors, isSuspicious };
}

/** `isSuspicious`: the errors may come from lines in the wrong column. */
function readStructure(
    { source, findings, report, hasErrors, isSuspicious }: ReadSyntax,
    file: string,
): { config: ProjectConfig; findings: Finding[]; isSuspicious: boolean } {
    const reportStructure: Report = hasErrors ? () => {} : report;
    const models = source?.kind === 'mapping' ? readModelsOf(source, reportStructure) : [];
    const config: ProjectConfig = { file, version: 1, integrations: [], models, ...(source && { source }) };
    const integrations = source?.kind === 'mapping' ? entryOf(source, 'integrations') : undefined;
    config.version = detectVersion(integrations?.value);
    // An empty `integrations:` is a rule's to report.
    if (integrations && integrations.value.kind !== 'scalar') {
        const mapping = mappingOf(integrations, '"integrations"', reportStructure);
        const names = new Set(models.map(({ name }) => name));
        if (mapping) config.integrations = readIntegrations(mapping, config.version, names, reportStructure);
    }
    for (const rule of DOCUMENT_RULES) rule(config, reportStructure);
    return {
        config,
        findings: findings.sort(byPlace),
        isSuspicious: isSuspicious || (!hasErrors && mayFollowFromIndentation(findings)),
    };
}

function readModelsOf(source: SourceMapping, report: Report): Model[] {
    const models = entryOf(source, 'models');
    const mapping = models && mappingOf(models, '"models"', report);
    return mapping ? readModels(mapping, report) : [];
}

function locationOf({ line, column, endLine, endColumn }: SourceRange, file: string): Location {
    return { file, line, column, endLine, endColumn };
}

function byPlace(a: Finding, b: Finding): number {
    const [left, right] = [a.location, b.location];
    return left && right ? left.line - right.line || left.column - right.column : 0;
}
