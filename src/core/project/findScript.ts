import { byCloseness, didYouMean } from '../findings/didYouMean';
import { UserError } from '../findings/UserError';
import { kindOfFolder } from './scriptFolders';
import type { Script, ScriptKind } from './types';

/** What a user typed to name a script. A name may be written `<integration>/<script>`. */
export type ScriptQuery = string | { integration?: string; name: string; kind?: ScriptKind };

interface Wanted {
    integration?: string;
    name: string;
    kind?: ScriptKind;
}

const MAX_CANDIDATES = 20;

/**
 * The script that a user means by `<integration>/<script>`, by `<integration>/<folder>/<script>` or, where the project
 * has only one of that name, by `<script>`; a trailing `.ts` is ignored.
 *
 * @throws UserError `script_not_found` or `script_ambiguous`. `details.candidates` holds at most 20 names that can be
 * typed instead, the likeliest first.
 */
export function findScript(scripts: readonly Script[], query: ScriptQuery): Script {
    const wanted = readQuery(query);
    const found = scripts.filter(
        (script) =>
            script.name === wanted.name &&
            (wanted.integration === undefined || script.integration === wanted.integration) &&
            (wanted.kind === undefined || script.kind === wanted.kind),
    );
    if (found.length > 1) throw ambiguous(wanted, found);
    if (found.length === 0) throw notFound(wanted, scripts);
    return found[0]!;
}

function readQuery(query: ScriptQuery): Wanted {
    const given: Wanted = typeof query === 'string' ? { name: query } : query;
    const segments = given.name.split(/[/\\]/);
    const name = segments.at(-1)!.replace(/\.ts$/i, '');
    if (given.integration !== undefined || segments.length === 1) return { ...given, name };
    const folderKind = segments.length > 2 ? kindOfFolder(segments.at(-2)!) : undefined;
    if (!folderKind) return { ...given, integration: segments.slice(0, -1).join('/'), name };
    return { kind: folderKind, ...given, integration: segments.slice(0, -2).join('/'), name };
}

function ambiguous(wanted: Wanted, found: readonly Script[]): UserError {
    const integrations = [...new Set(found.map(({ integration }) => integration))];
    const candidates = found.map((script) =>
        found.some((other) => other !== script && other.integration === script.integration)
            ? `${label(script)} --kind ${script.kind}`
            : label(script),
    );
    if (integrations.length > 1) {
        return new UserError(
            'script_ambiguous',
            `Scripts called "${wanted.name}" exist in ${integrations.length} integrations: ${listed(integrations)}.`,
            { advice: `Name the integration too, e.g. ${candidates[0]}.`, candidates: first(candidates) },
        );
    }
    const kinds = found.map(({ kind }) => kind);
    return new UserError('script_ambiguous', `"${label(found[0]!)}" is the name of more than one script.`, {
        advice: `Say which one with --kind ${kinds.join(' or --kind ')}.`,
        candidates: first(candidates),
    });
}

function notFound(wanted: Wanted, scripts: readonly Script[]): UserError {
    if (scripts.length === 0) {
        return new UserError('script_not_found', `There is no script "${wanted.name}": the project lists no scripts.`, {
            advice: 'List the script under an integration in nango.yaml.',
            candidates: [],
        });
    }
    const integrations = [...new Set(scripts.map(({ integration }) => integration))];
    const { integration } = wanted;
    if (integration !== undefined && !integrations.includes(integration)) {
        const meant = didYouMean(integration, integrations);
        const near = meant === undefined ? scripts : scripts.filter((script) => script.integration === meant);
        return refusal(`There is no integration "${integration}" in this project.`, wanted, near);
    }
    const inIntegration = scripts.filter((script) => integration === undefined || script.integration === integration);
    const sameName = inIntegration.filter((script) => script.name === wanted.name);
    const kind = wanted.kind ?? 'script';
    const where = integration === undefined ? 'in this project' : `in integration "${integration}"`;
    const message = `There is no ${kind} "${wanted.name}" ${where}.`;
    return refusal(message, wanted, sameName.length > 0 ? sameName : inIntegration);
}

function refusal(message: string, wanted: Wanted, choices: readonly Script[]): UserError {
    // What was typed without an integration can only be compared with names that have none.
    const typed = wanted.integration === undefined ? wanted.name : `${wanted.integration}/${wanted.name}`;
    const comparable = (script: Script) => (wanted.integration === undefined ? script.name : label(script));
    const near = byCloseness(typed, choices, comparable);
    const candidates = [...new Set(near.map(label))];
    // Nothing else than the kind can keep a script of this name and integration from being the one.
    const otherKind = near.find(
        ({ name, integration }) => name === wanted.name && integration === (wanted.integration ?? integration),
    );
    let advice = `The project has ${listed(candidates)}.`;
    if (otherKind) advice = `${label(otherKind)} is of kind ${otherKind.kind}.`;
    else if (didYouMean(typed, near.map(comparable)) !== undefined) advice = `Did you mean ${candidates[0]}?`;
    return new UserError('script_not_found', message, { advice, candidates: first(candidates) });
}

function label({ integration, name }: Script): string {
    return `${integration}/${name}`;
}

function first(candidates: readonly string[]): string[] {
    return candidates.slice(0, MAX_CANDIDATES);
}

/** At most five names, and how many more there are. */
function listed(names: readonly string[]): string {
    const shown = names.slice(0, 5).join(', ');
    return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}
