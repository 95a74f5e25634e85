import { entryOf, type Report, type SourceEntry, type SourceMapping } from '../../models/source';
import type { IntegrationConfig } from '../types';
import type { DocumentRule } from './DocumentRule';
import { actionEndpoint, syncEndpoints } from './endpointValue';
import { reportUnknownKeys } from './unknownKeys';
import {
    flag,
    isNull,
    isText,
    oneOf,
    optionalText,
    text,
    textList,
    texts,
    type ValueRule,
    version,
} from './valueRules';

const NAME = /^[a-zA-Z0-9_-]+$/;
const EVENTS = ['post-connection-creation', 'pre-connection-deletion', 'validate-connection'];
const SECTIONS = ['syncs', 'actions', 'on-events', 'post-connection-scripts'];

/** The keys of a script and what each takes (nango-semantics §2.3). */
interface ScriptShape {
    kind: string;
    keys: Record<string, ValueRule>;
    required: readonly string[];
}

const FLOW_KEYS = { input: optionalText, output: texts, description: text, version, scopes: texts };
const SYNC: ScriptShape = {
    kind: 'sync',
    keys: {
        ...FLOW_KEYS,
        endpoint: syncEndpoints,
        runs: text,
        sync_type: oneOf(['incremental', 'full']),
        track_deletes: flag,
        auto_start: flag,
        'webhook-subscriptions': texts,
    },
    required: ['endpoint', 'output', 'runs'],
};
const ACTION: ScriptShape = {
    kind: 'action',
    keys: { ...FLOW_KEYS, endpoint: actionEndpoint },
    required: ['endpoint'],
};
const EXAMPLES: Record<string, string> = {
    endpoint: 'endpoint: /issues',
    output: 'output: Issue',
    runs: 'runs: every hour',
};

/** Integrations of version 2 have the keys that exist, each with a value of its type, and the names of scripts are names. */
export const scriptsHaveKnownKeys: DocumentRule = ({ version, integrations }, report) => {
    if (version === 1) return;
    for (const { id, source } of integrations) {
        if (!source) continue;
        reportUnknownKeys(source.entries, SECTIONS, `integration "${id}"`, report);
        for (const entry of scriptsIn(source, 'syncs')) checkScript(entry, id, SYNC, report);
        for (const entry of scriptsIn(source, 'actions')) checkScript(entry, id, ACTION, report);
        checkEvents(source, id, report);
    }
};

/** A name is used once in an integration, be it by a sync or an action (nango-semantics §1.1). */
export const scriptNamesAreUnique: DocumentRule = ({ integrations }, report) => {
    for (const { id, syncs, actions } of integrations) {
        const lines = new Map(syncs.map(({ name, nameRange }) => [name, nameRange.line]));
        for (const { name, nameRange } of actions) {
            if (!lines.has(name)) continue;
            report(nameRange, {
                code: 'duplicate_script',
                severity: 'error',
                message: `"${id}/${name}" is already the name of the sync in line ${lines.get(name)}.`,
                advice: 'Rename one of the two: a sync and an action of one integration cannot share a name.',
            });
        }
    }
};

function checkScript({ key, keyRange, value }: SourceEntry, integration: string, shape: ScriptShape, report: Report) {
    const what = `"${integration}/${key}"`;
    checkName(key, keyRange, report);
    if (value.kind !== 'mapping') return;
    const meant = reportUnknownKeys(value.entries, Object.keys(shape.keys), `${shape.kind} ${what}`, report);
    for (const required of shape.required) {
        if (entryOf(value, required) || meant.has(required)) continue;
        report(keyRange, {
            code: 'required',
            severity: 'error',
            message: `${what} has no "${required}".`,
            advice: `Add it, e.g. "${EXAMPLES[required]}".`,
        });
    }
    for (const entry of value.entries) {
        const rule = Object.hasOwn(shape.keys, entry.key) ? shape.keys[entry.key] : undefined;
        // What is empty is shown by its key.
        const shown = isNull(entry.value) ? { ...entry.value, range: entry.keyRange } : entry.value;
        rule?.(shown, `"${entry.key}" of ${what}`, report);
    }
}

function checkEvents(source: SourceMapping, id: string, report: Report): void {
    const events = entryOf(source, 'on-events');
    const legacy = entryOf(source, 'post-connection-scripts');
    if (events && legacy) {
        report(legacy.keyRange, {
            code: 'both_post_connection_scripts_and_on_events_present',
            severity: 'error',
            message: `Integration "${id}" has both "on-events" and its older form "post-connection-scripts".`,
            advice: 'Move its scripts under "on-events", to "post-connection-creation".',
        });
    }
    if (legacy) textList(legacy.value, `"post-connection-scripts" of integration "${id}"`, report);
    if (events?.value.kind !== 'mapping') return;
    reportUnknownKeys(events.value.entries, EVENTS, `"on-events" of integration "${id}"`, report);
    for (const { key, value } of events.value.entries) {
        if (!EVENTS.includes(key)) continue;
        textList(value, `"${key}" of integration "${id}"`, report);
        for (const item of value.kind === 'list' ? value.items : []) {
            if (isText(item)) checkName(item.value, item.range, report);
        }
    }
}

/** The official tool does not reject such a name, and then does not check the script either (nango-semantics §2.9). */
function checkName(name: string, range: IntegrationConfig['idRange'], report: Report): void {
    if (NAME.test(name)) return;
    report(range, {
        code: 'invalid_script_name',
        severity: 'error',
        message: `"${name}" is no name of a script.`,
        advice: 'A name has only letters, digits, "-" and "_".',
    });
}

function scriptsIn(source: SourceMapping, section: string): readonly SourceEntry[] {
    const value = entryOf(source, section)?.value;
    return value?.kind === 'mapping' ? value.entries : [];
}
