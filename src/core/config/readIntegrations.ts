import { didYouMean } from '../findings/didYouMean';
import { entryOf, type Report, type SourceEntry, type SourceMapping, type SourceNode } from '../models/source';
import { readAction, readActionV1, readOnEvents, readSync, readSyncV1 } from './readScripts';
import type { IntegrationConfig, OnEventConfig } from './types';

/** Keys of an integration in version 2. */
const SECTIONS = ['syncs', 'actions', 'on-events', 'post-connection-scripts'];
/** Those that make a file version 2 (nango-semantics §2.1). */
const VERSION_2_SECTIONS = ['syncs', 'actions', 'on-events'];
/** The one event that the legacy `post-connection-scripts` knew (nango-semantics §1.3). */
const LEGACY_EVENT = 'post-connection-creation';

/**
 * The version of a file by its first integration; 1 when it has none (nango-semantics §2.1). An integration that is no
 * mapping, perhaps because it is still being written, does not count.
 */
export function detectVersion(integrations: SourceNode | undefined): 1 | 2 {
    if (integrations?.kind !== 'mapping') return 1;
    const first = integrations.entries.map(({ value }) => value).find((value) => value.kind === 'mapping');
    if (!first) return 1;
    return VERSION_2_SECTIONS.some((section) => entryOf(first, section)) ? 2 : 1;
}

/**
 * Reads the `integrations` mapping. What is no mapping where one is meant is reported as `type` and read as empty;
 * unknown keys are left to the rules that read `source`.
 *
 * @param models names of the document's models
 */
export function readIntegrations(
    integrations: SourceMapping,
    version: 1 | 2,
    models: ReadonlySet<string>,
    report: Report,
): IntegrationConfig[] {
    return integrations.entries.map((entry) => {
        const integration: IntegrationConfig = {
            id: entry.key,
            idRange: entry.keyRange,
            syncs: [],
            actions: [],
            onEvents: [],
        };
        const source = mappingOf(entry, `Integration "${entry.key}"`, report);
        if (!source) return integration;
        const scripts = new IntegrationReader(integration, models, report);
        if (version === 1) scripts.readVersion1(source);
        else scripts.readVersion2(source);
        return { ...integration, source };
    });
}

/** The value of an entry that is meant to be a mapping; reported when it is something else. */
export function mappingOf(entry: SourceEntry, what: string, report: Report): SourceMapping | undefined {
    const { value, keyRange } = entry;
    if (value.kind === 'mapping') return value;
    const isEmpty = value.kind === 'scalar' && value.text === '';
    report(isEmpty ? keyRange : value.range, {
        code: 'type',
        severity: 'error',
        message: isEmpty ? `${what} is empty.` : `${what} is not a mapping.`,
        advice: 'Write its keys indented below it, one "key: value" per line.',
    });
    return undefined;
}

class IntegrationReader {
    constructor(
        private readonly integration: IntegrationConfig,
        private readonly models: ReadonlySet<string>,
        private readonly report: Report,
    ) {}

    readVersion2(source: SourceMapping): void {
        const { integration } = this;
        const syncs = entryOf(source, 'syncs');
        const actions = entryOf(source, 'actions');
        if (syncs) for (const script of this.scriptsOf(syncs)) integration.syncs.push(readSync(script));
        if (actions) for (const script of this.scriptsOf(actions)) integration.actions.push(readAction(script));
        const onEvents = entryOf(source, 'on-events');
        const events = onEvents && mappingOf(onEvents, this.sectionName(onEvents), this.report);
        for (const { key, value } of events?.entries ?? []) {
            integration.onEvents.push(...readOnEvents(value, key, 'on-events'));
        }
        this.readLegacyEvents(source);
    }

    /** Version 1 lists syncs and actions side by side (nango-semantics §2.2). */
    readVersion1(source: SourceMapping): void {
        this.readLegacyEvents(source);
        for (const entry of source.entries) {
            if (entry.key === 'post-connection-scripts' && entry.value.kind === 'list') continue;
            const body = mappingOf(entry, this.scriptName(entry), this.report);
            if (!body) continue;
            const script = { integration: this.integration.id, entry, body, models: this.models };
            const type = entryOf(body, 'type')?.value;
            if (type?.kind === 'scalar' && type.text === 'action') this.integration.actions.push(readActionV1(script));
            else if (entryOf(body, 'returns')) this.integration.syncs.push(readSyncV1(script));
            else this.reportIgnored(entry);
        }
    }

    private readLegacyEvents(source: SourceMapping): void {
        const scripts = entryOf(source, 'post-connection-scripts')?.value;
        const section: OnEventConfig['section'] = 'post-connection-scripts';
        if (scripts?.kind === 'list') this.integration.onEvents.push(...readOnEvents(scripts, LEGACY_EVENT, section));
    }

    private scriptsOf(section: SourceEntry) {
        const scripts = mappingOf(section, this.sectionName(section), this.report);
        return (scripts?.entries ?? []).flatMap((entry) => {
            const body = mappingOf(entry, this.scriptName(entry), this.report);
            return body ? [{ integration: this.integration.id, entry, body, models: this.models }] : [];
        });
    }

    /** The official tool drops such an entry without a word, most often because a section's name is misspelt (§2.9). */
    private reportIgnored({ key, keyRange }: SourceEntry): void {
        const { id } = this.integration;
        const isSection = SECTIONS.includes(key);
        const meant = didYouMean(key, SECTIONS);
        const otherwise =
            meant === undefined
                ? 'Add "returns", or move the script under "syncs" or "actions".'
                : `Did you mean "${meant}"?`;
        this.report(keyRange, {
            code: 'ignored_script',
            severity: 'error',
            message: isSection
                ? `"${key}" of integration "${id}" is ignored: the file is read in the old format, because its first integration has neither ${VERSION_2_SECTIONS.map((section) => `"${section}"`).join(' nor ')}.`
                : `"${key}" of integration "${id}" is read as a sync of the old format and ignored, because it has no "returns".`,
            advice: isSection ? 'Mend the first integration, or move another one before it.' : otherwise,
        });
    }

    private sectionName({ key }: SourceEntry): string {
        return `"${key}" of integration "${this.integration.id}"`;
    }

    private scriptName({ key }: SourceEntry): string {
        return `"${this.integration.id}/${key}"`;
    }
}
