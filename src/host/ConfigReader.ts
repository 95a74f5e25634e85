import type { ProjectConfig } from '../core/config';
import type { Finding } from '../core/findings/types';
import { UserError } from '../core/findings/UserError';
import type { Project } from '../core/project';
import { nodeFiles } from './nodeFiles';

/** Findings after which nothing in the file can be trusted. Others, in other entries, do not keep a script from running. */
const UNREADABLE = new Set(['yaml_syntax', 'duplicate_key', 'empty_config', 'no_integrations']);

/** What a `nango.yaml` says, as far as it is one; nothing in a zero-YAML project. */
export interface ReadConfig {
    config?: ProjectConfig;
    findings: Finding[];
}

/** Reads configurations, also for run after run: a file is parsed again when its text has changed. */
export class ConfigReader {
    private readonly parsed = new Map<string, { text: string; config: ReadConfig }>();

    /**
     * Reads a project's `nango.yaml`; a zero-YAML project has none. The same object is answered as long as the text is
     * the same: nobody may change it.
     *
     * @param unsaved its text, where an editor has a newer one than the file
     * @throws UserError `config_unreadable`, or the first finding that makes the file unreadable
     */
    async read(project: Project, unsaved?: string): Promise<ReadConfig> {
        const file = project.configFile;
        if (file === undefined) return { findings: [] };
        const [text, parse] = await Promise.all([unsaved ?? readText(file), loadParser()]);
        let known = this.parsed.get(file);
        if (known?.text !== text) {
            known = { text, config: parse(text, file) };
            this.parsed.set(file, known);
        }
        return refuseUnreadable(known.config);
    }
}

async function loadParser() {
    return (await import('../core/config')).parseConfig;
}

async function readText(file: string): Promise<string> {
    const text = await nodeFiles.readFile(file);
    if (text !== undefined) return text;
    throw new UserError('config_unreadable', `${file} cannot be read.`, { location: { file, line: 1, column: 1 } });
}

function refuseUnreadable(parsed: ReadConfig): ReadConfig {
    const broken = parsed.findings.find(({ code, severity }) => severity === 'error' && UNREADABLE.has(code));
    if (!broken) return parsed;
    const { code, message, advice, location } = broken;
    throw new UserError(code, message, { advice, location });
}
