import { byCloseness, didYouMean } from '../../core/findings/didYouMean';
import { UserError } from '../../core/findings/UserError';
import type { RecordScope } from '../../records/types';
import { type ScopeCount, scopeFlags } from '../render/records';

/** A model and the flags that say whose records of it are meant. */
export interface ScopeFlags {
    integration?: string;
    connection?: string;
    variant?: string;
}

/**
 * The one scope that a model's name and the flags mean; `<Model>::<variant>` is what the cloud calls a variant's model.
 * @throws UserError `model_not_found`, `scope_not_found` or `scope_ambiguous`, with candidates
 */
export function findScope(scopes: ScopeCount[], named: string, asked: ScopeFlags): ScopeCount {
    const [model = named, ...variant] = named.split('::');
    const flags = variant.length ? { ...asked, variant: variant.join('::') } : asked;
    const ofModel = scopes.filter(({ scope }) => scope.model === model);
    if (!ofModel.length) throw unknownModel(scopes, model);
    const found = ofModel.filter(({ scope }) => matches(scope, flags));
    if (found.length === 1) return found[0]!;
    const candidates = (found.length ? found : ofModel).map(({ scope }) => scopeFlags(scope));
    if (!found.length) {
        throw new UserError('scope_not_found', `There are no records of ${model} with these flags.`, { candidates });
    }
    throw new UserError('scope_ambiguous', `Records of ${model} are stored for more than one connection or variant.`, {
        advice: 'Say which with --integration, --connection or --variant.',
        candidates,
    });
}

function matches(scope: RecordScope, { integration, connection, variant }: ScopeFlags): boolean {
    return (
        (integration === undefined || scope.integration === integration) &&
        (connection === undefined || scope.connectionId === connection) &&
        (variant === undefined || scope.variant === variant)
    );
}

function unknownModel(scopes: ScopeCount[], model: string): UserError {
    const models = [...new Set(scopes.map(({ scope }) => scope.model))];
    const meant = didYouMean(model, models);
    const none = 'Nothing has been saved yet: run a sync first (syncbench run <integration>/<script>).';
    return new UserError('model_not_found', `There are no records of a model "${model}".`, {
        advice: models.length ? meant && `Did you mean ${meant}?` : none,
        candidates: byCloseness(model, models, (name) => name),
    });
}
