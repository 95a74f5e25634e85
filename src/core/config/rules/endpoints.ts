import { didYouMean } from '../../findings/didYouMean';
import { entryOf, type SourceRange } from '../../models/source';
import type { ActionConfig, Endpoint, IntegrationConfig, SyncConfig } from '../types';
import type { DocumentRule } from './DocumentRule';

/** A sync has one endpoint for each model that it outputs (nango-semantics §2.3). */
export const endpointsMatchModels: DocumentRule = ({ version, integrations }, report) => {
    if (version === 1) return;
    for (const { id, syncs } of integrations) {
        for (const { name, nameRange, endpoints, output, source } of syncs) {
            const hasOutput = output.length > 0 || entryOf(source, 'output')?.value.kind === 'list';
            if (endpoints.length === 0 || !hasOutput || endpoints.length === output.length) continue;
            report(rangeAround(endpoints) ?? nameRange, {
                code: 'endpoints_mismatch',
                severity: 'error',
                message: `"${id}/${name}" has ${count(endpoints.length, 'endpoint')} for ${count(output.length, 'model')}.`,
                advice: 'Give it one endpoint for each model, in the same order.',
            });
        }
    }
};

/** An endpoint is used once in an integration (nango-semantics §2.7). */
export const endpointsAreUnique: DocumentRule = ({ integrations }, report) => {
    for (const integration of integrations) {
        const users = new Map<string, string>();
        for (const { name, endpoints } of flowsOf(integration)) {
            for (const { method, path, range } of endpoints) {
                if (path === '') continue;
                const endpoint = `${method} ${path}`;
                const user = users.get(endpoint);
                if (user === undefined) {
                    users.set(endpoint, name);
                    continue;
                }
                report(range, {
                    code: 'duplicate_endpoint',
                    severity: 'error',
                    message: `The endpoint "${endpoint}" is already that of "${integration.id}/${user}".`,
                    advice: 'Give it another path: an endpoint is used once in an integration.',
                });
            }
        }
    }
};

/**
 * Placeholders such as `{Issue:id}` name models; all of them are looked at (nango-semantics §2.9). In a sync's path the
 * official tool knows them without a field only.
 */
export const placeholdersAreModels: DocumentRule = ({ integrations, models }, report) => {
    const names = models.map(({ name }) => name);
    for (const integration of integrations) {
        for (const { kind, endpoints } of flowsOf(integration)) {
            for (const { name, field, range } of endpoints.flatMap(placeholdersOf)) {
                const isKnown = names.includes(name);
                if (isKnown && (kind === 'action' || field === undefined)) continue;
                const meant = isKnown ? undefined : didYouMean(name, names);
                report(range, {
                    code: 'model_not_found',
                    severity: 'error',
                    message: isKnown
                        ? `The official tool takes "${name}${field}" in a sync's path for the name of a model.`
                        : `There is no model "${name}".`,
                    advice: isKnown
                        ? `Write "{${name}}".`
                        : meant
                          ? `Did you mean "${meant}"?`
                          : 'Name a model of this file: {Model}, or {Model:field} in an action.',
                });
            }
        }
    }
};

function placeholdersOf({ path, pathRange }: Endpoint): { name: string; field?: string; range: SourceRange }[] {
    const isVerbatim = pathRange.line === pathRange.endLine && pathRange.end - pathRange.start === path.length;
    return [...path.matchAll(/\{([^{}:]*)(:[^{}]*)?\}/g)].map(({ 1: name, 2: field, index }) => ({
        name: name!,
        ...(field !== undefined && { field }),
        range: isVerbatim ? partOf(pathRange, index + 1, index + 1 + name!.length) : pathRange,
    }));
}

/** Part of a range on one line. */
function partOf({ start, line, column }: SourceRange, from: number, to: number): SourceRange {
    return { start: start + from, end: start + to, line, column: column + from, endLine: line, endColumn: column + to };
}

function rangeAround(endpoints: readonly Endpoint[]): SourceRange | undefined {
    const [first, last] = [endpoints[0]?.range, endpoints.at(-1)?.range];
    if (!first || !last) return undefined;
    return { ...first, end: last.end, endLine: last.endLine, endColumn: last.endColumn };
}

function flowsOf({ syncs, actions }: IntegrationConfig): (SyncConfig | ActionConfig)[] {
    return [...syncs, ...actions];
}

function count(number: number, what: string): string {
    return `${number} ${what}${number === 1 ? '' : 's'}`;
}
