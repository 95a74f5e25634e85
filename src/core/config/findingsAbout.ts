import type { Finding } from '../findings/types';
import { entryOf } from '../models/source';
import type { ScriptId } from '../project/scriptPaths';
import type { ProjectConfig } from './types';

/**
 * Of a configuration's findings, those that stand in the entry of one script, hints left out: what to say when it runs.
 * What is wrong elsewhere does not concern it.
 */
export function findingsAbout(
    script: Pick<ScriptId, 'integration' | 'name'>,
    config: ProjectConfig,
    findings: readonly Finding[],
): Finding[] {
    const integration = config.integrations.find(({ id }) => id === script.integration);
    const ranges = (integration?.source?.entries ?? []).flatMap((section) => {
        if (section.value.kind !== 'mapping') return [];
        const entry = entryOf(section.value, script.name);
        return entry ? [{ from: entry.keyRange.line, to: entry.value.range.endLine }] : [];
    });
    return findings.filter(
        ({ severity, location }) =>
            severity !== 'hint' &&
            location &&
            ranges.some(({ from, to }) => location.line >= from && location.line <= to),
    );
}
