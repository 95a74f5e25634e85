import type { ModelUse, ProjectConfig } from '../config/types';
import { modelResolver } from '../models/resolveModel';
import { propertyName, typeNames } from './identifiers';
import { TypeWriter } from './TypeWriter';

/** The declarations of a project's models. */
export interface ModelDeclarations {
    /** `export interface …` of every model, `export type …` of every anonymous one. */
    text: string;
    /** Every name that is declared there. */
    declared: ReadonlySet<string>;
    /** `interface NangoModels`: the models by their names in `nango.yaml`. */
    index: string;
}

/**
 * Declares the models of a configuration, each with all fields it inherits, and after them the anonymous ones of inputs
 * and outputs (nango-semantics §2.5, §2.6).
 */
export function modelDeclarations(config: ProjectConfig): ModelDeclarations {
    const names = typeNames(config.models.map(({ name }) => name));
    const declared = new Set(names.values());
    const writer = new TypeWriter(names, (name) => (declared.has(name) ? `globalThis.${name}` : name));
    const resolve = modelResolver(config.models);

    const interfaces = [...names].map(([model, name]) => {
        const { fields, index } = resolve(model)!;
        return `export interface ${name} ${writer.object(fields, index)}\n`;
    });
    const aliases = [...anonymousUses(config)].map(([name, uses]) => {
        declared.add(name);
        const types = new Set(uses.map(({ type }) => writer.type(type)));
        return `export type ${name} = ${[...types].join(' | ')};\n`;
    });
    const entries = [...names].map(([model, name]) => `    ${propertyName(model)}: ${name};\n`);
    return {
        text: [...interfaces, ...aliases].join('\n'),
        declared,
        index: `interface NangoModels {\n${entries.join('')}}\n`,
    };
}

/** By name: two scripts whose names differ in punctuation only share one. */
function anonymousUses({ integrations }: ProjectConfig): Map<string, ModelUse[]> {
    const uses = new Map<string, ModelUse[]>();
    for (const { syncs, actions } of integrations) {
        for (const { input, output } of [...syncs, ...actions]) {
            for (const use of input ? [input, ...output] : output) {
                if (use.anonymous) uses.set(use.name, [...(uses.get(use.name) ?? []), use]);
            }
        }
    }
    return uses;
}
