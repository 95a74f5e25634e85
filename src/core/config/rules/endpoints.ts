import { didYouMean } from '../../findings/didYouMean';
import type { SourceRange } from '../../models/source';
import type { Endpoint, FlowConfig, IntegrationConfig } from '../types';
import type { DocumentRule } from './DocumentRule';

/** A sync has one endpoint for each model that it outputs (nango-semantics §2.3). */
export const endpointsMatchModels: DocumentRule = ({ version, integrations }, report) => {
    if (version === 1) return;
    for (const { id, syncs } of integrations) {
        for (const { name, nameRange, endpoints, output } of syncs) {
            if (endpoints.length === 0 || output.length === 0 || endpoints.length === output.length) continue;
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

/** Placeholders such as `{Issue:id}` name models; all of them are looked at, in syncs too (nango-semantics §2.9). */
export const placeholdersAreModels: DocumentRule = ({ integrations, models }, report) => {
    const names = models.map(({ name }) => name);
    for (const integration of integrations) {
        for (const { endpoints } of flowsOf(integration)) {
            for (const endpoint of endpoints) {
                for (const { name, range } of placeholdersOf(endpoint)) {
                    if (names.includes(name)) continue;
                    const meant = didYouMean(name, names);
                    report(range, {
                        code: 'model_not_found',
                        severity: 'error',
                        message: `There is no model "${name}".`,
                        advice: meant ? `Did you mean "${meant}"?` : 'Name a model of this file: {Model:field}.',
                    });
                }
            }
        }
    }
};

function placeholdersOf({ path, pathRange }: Endpoint): { name: string; range: SourceRange }[] {
    const isVerbatim = pathRange.line === pathRange.endLine && pathRange.end - pathRange.start === path.length;
    return [...path.matchAll(/\{([^{}:]*)(:[^{}]*)?\}/g)].map(({ 1: name, index }) => ({
        name: name!,
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

function flowsOf({ syncs, actions }: IntegrationConfig): FlowConfig[] {
    return [...syncs, ...actions];
}

function count(number: number, what: string): string {
    return `${number} ${what}${number === 1 ? '' : 's'}`;
}
