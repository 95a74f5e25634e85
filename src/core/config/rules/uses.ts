import { didYouMean } from '../../findings/didYouMean';
import { modelResolver } from '../../models/resolveModel';
import { entryOf } from '../../models/source';
import { isUnknownWord } from '../../models/types';
import { readInterval } from '../interval';
import type { FlowConfig, ModelUse, ProjectConfig } from '../types';
import type { DocumentRule } from './DocumentRule';

/** `runs` of a sync is an interval of at least 30 seconds (nango-semantics §2.4); version 1 is not looked at (§2.2). */
export const intervalsAreValid: DocumentRule = ({ version, integrations }, report) => {
    if (version === 1) return;
    for (const { syncs } of integrations) {
        for (const { runs, source } of syncs) {
            const value = entryOf(source, 'runs')?.value;
            if (runs === undefined || value?.kind !== 'scalar' || typeof value.value !== 'string') continue;
            const interval = readInterval(value.value);
            if (typeof interval === 'number') continue;
            report(value.range, {
                code: 'invalid_runs',
                severity: 'error',
                message:
                    interval === 'sync_interval_invalid'
                        ? `"${runs}" is no interval (${interval}).`
                        : `"${runs}" is too short an interval (${interval}).`,
                advice:
                    interval === 'sync_interval_invalid'
                        ? 'Write e.g. "every hour", "every half day" or "every 45 minutes", in small letters.'
                        : 'A sync runs every 30 seconds at most.',
            });
        }
    }
};

/**
 * A model is output by one sync of an integration, and once by an action (nango-semantics §2.7). The input of an earlier
 * sync counts as well: such a file does not deploy (§2.9).
 */
export const modelsAreOutputOnce: DocumentRule = ({ integrations }, report) => {
    for (const { id, syncs, actions } of integrations) {
        const users = new Map<string, string>();
        for (const { name, output, input } of syncs) {
            for (const use of output) claim(use, users, `"${id}/${name}"`);
            if (input) users.set(input.name, users.get(input.name) ?? `"${id}/${name}"`);
        }
        for (const { name, output } of actions) {
            const own = new Map<string, string>();
            for (const use of output) claim(use, own, `"${id}/${name}"`);
        }
    }

    function claim(use: ModelUse, users: Map<string, string>, user: string): void {
        const first = users.get(use.name);
        if (first === undefined) {
            users.set(use.name, user);
            return;
        }
        report(use.range, {
            code: 'duplicate_model',
            severity: 'error',
            message:
                first === user
                    ? `${user} names the model "${use.name}" twice.`
                    : `The model "${use.name}" is already one of ${first}.`,
            advice: 'Give each sync a model of its own: one may have "__extends" and the name of the other.',
        });
    }
};

/** What a sync outputs are models with a field `id` (nango-semantics §2.3). */
export const outputsHaveIds: DocumentRule = ({ integrations, models }, report) => {
    const resolve = modelResolver(models);
    const names = models.map(({ name }) => name);
    const unreadable = new Set(models.filter(({ isMapping }) => !isMapping).map(({ name }) => name));
    for (const { id, syncs } of integrations) {
        for (const { name, output } of syncs) {
            for (const use of output) {
                const model = use.anonymous ? undefined : resolve(use.name);
                // A model that is no mapping is reported as that.
                if (model && (unreadable.has(use.name) || model.fields.some((field) => field.name === 'id'))) continue;
                report(use.range, { severity: 'error', ...missingId(use, `"${id}/${name}"`) });
            }
        }
    }

    function missingId({ name, anonymous, type }: ModelUse, script: string) {
        if (!anonymous) {
            const advice = 'Add "id: string" to it: records are told apart by their id.';
            return { code: 'model_missing_id' as const, message: `The model "${name}" has no field "id".`, advice };
        }
        const written = isUnknownWord(type) ? String(type.value) : undefined;
        const meant = written === undefined ? undefined : didYouMean(written, names);
        const message =
            written === undefined ? `${script} does not output a model.` : `There is no model "${written}".`;
        return {
            code: 'output_not_model' as const,
            message,
            advice: meant ? `Did you mean "${meant}"?` : 'Name a model of this file that has a field "id".',
        };
    }
};

/** Inputs, and outputs of actions, are models (nango-semantics §2.7); unknown words in them are pointed out (§2.9). */
export const usesAreModels: DocumentRule = (config, report) => {
    for (const { integration, flow, use } of usesOf(config)) {
        if (!use.anonymous || use.type.kind === 'union' || use.type.kind === 'invalid') continue;
        // A word that is neither a model nor a type is reported as that.
        if (isUnknownWord(use.type)) continue;
        report(use.range, {
            code: 'model_is_literal',
            severity: 'warning',
            message: `What "${integration}/${flow.name}" names here is a type of its own and no model.`,
            advice: 'Give it a name under "models" and use that name here.',
        });
    }
};

/** Inputs of all scripts and outputs of actions. */
function usesOf({ integrations }: ProjectConfig): { integration: string; flow: FlowConfig; use: ModelUse }[] {
    return integrations.flatMap(({ id, syncs, actions }) =>
        [...syncs, ...actions].flatMap((flow) => {
            const uses = [...(flow.kind === 'action' ? flow.output : []), ...(flow.input ? [flow.input] : [])];
            return uses.map((use) => ({ integration: id, flow, use }));
        }),
    );
}
