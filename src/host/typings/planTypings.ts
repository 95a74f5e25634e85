import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Finding } from '../../core/findings/types';
import type { Project } from '../../core/project';
import type { TypingsOrigin } from '../../core/typings';
import { ConfigReader } from '../ConfigReader';
import { nodeFiles } from '../nodeFiles';

/** What is to become of a classic project's `models.ts`. */
export interface TypingsPlan {
    /** Absolute path of `models.ts`. */
    file: string;
    /** Who wrote the file that is there now. */
    state: TypingsOrigin | 'absent';
    /** What it should hold; line breaks are those of the file that is there. */
    text: string;
    /** Whether the file holds anything else now, line breaks aside. */
    changed: boolean;
    /** How many models `nango.yaml` has. */
    models: number;
    /** What is wrong with `nango.yaml`. A type that cannot be read is `any` in the text. */
    findings: Finding[];
}

/**
 * Works out a classic project's `models.ts`; writes nothing.
 *
 * @param unsaved the text of `nango.yaml`, where an editor has a newer one than the file
 * @throws UserError when `nango.yaml` cannot be read
 */
export async function planTypings(project: Project, unsaved?: string): Promise<TypingsPlan> {
    const file = path.join(project.root, 'models.ts');
    const [{ config, findings }, present, { modelsFileText, typingsOrigin }] = await Promise.all([
        new ConfigReader().read(project, unsaved),
        nodeFiles.readFile(file),
        import('../../core/typings'),
    ]);
    if (!config) throw new Error(`${project.root} is no classic project`);
    const text = modelsFileText(config);
    const models = config.models.length;
    if (present === undefined) return { file, state: 'absent', text, changed: true, models, findings };
    return {
        file,
        state: typingsOrigin(present),
        text: present.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text,
        changed: present.replaceAll('\r\n', '\n') !== text,
        models,
        findings,
    };
}

/**
 * Writes a plan's text unless the file holds it already. Whether a file that is not ours may be replaced is for the caller
 * to know, see `updateTypings`.
 */
export async function writeTypings({ file, text, changed }: TypingsPlan): Promise<void> {
    if (changed) await writeFile(file, text);
}
