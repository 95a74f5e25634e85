import type { ProjectConfig } from '../core/config';
import type { Finding } from '../core/findings/types';
import { UserError } from '../core/findings/UserError';
import type { Project } from '../core/project';
import { nodeFiles } from './nodeFiles';

/** Findings after which nothing in the file can be trusted. Others, in other entries, do not keep a script from running. */
const UNREADABLE = new Set(['yaml_syntax', 'duplicate_key', 'empty_config', 'no_integrations']);

/**
 * Reads a project's `nango.yaml`; a zero-YAML project has none.
 *
 * @param unsaved its text, where an editor has a newer one than the file
 * @throws UserError `config_unreadable`, or the first finding that makes the file unreadable
 */
export async function readConfig(
    project: Project,
    unsaved?: string,
): Promise<{ config?: ProjectConfig; findings: Finding[] }> {
    const file = project.configFile;
    if (file === undefined) return { findings: [] };
    const [text, { parseConfig }] = await Promise.all([unsaved ?? nodeFiles.readFile(file), import('../core/config')]);
    if (text === undefined) {
        throw new UserError('config_unreadable', `${file} cannot be read.`, {
            location: { file, line: 1, column: 1 },
        });
    }
    const parsed = parseConfig(text, file);
    const broken = parsed.findings.find(({ code, severity }) => severity === 'error' && UNREADABLE.has(code));
    if (broken) {
        const { code, message, advice, location } = broken;
        throw new UserError(code, message, { advice, location });
    }
    return parsed;
}
