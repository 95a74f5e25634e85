import { parseConfig } from '../../core/config';
import { missingFiles } from '../../core/config/missingFiles';
import type { ProjectConfig } from '../../core/config/types';
import type { Finding } from '../../core/findings/types';
import { isUnknownWord } from '../../core/models/types';
import {
    isSource,
    kindOfFolder,
    listScripts,
    misnamedFiles,
    missingEntries,
    type PathFlavour,
    type Project,
    type ProjectFiles,
    type Script,
    type ZeroYamlEntry,
    zeroYamlEntries,
} from '../../core/project';
import { SCRIPT_FOLDERS } from '../../core/project/scriptFolders';
import type { FileRole } from '../analysis/types';
import type { FolderListings } from './FolderListings';

/** What a project's lists say: which files are scripts, what models there are, what is wrong with `nango.yaml`. */
export interface ProjectRoles {
    /** Scripts, and the `index.ts` of a zero-YAML project, by absolute path. */
    roles: ReadonlyMap<string, FileRole>;
    /** What every other file is. */
    helper: FileRole;
    /** The scripts that `nango.yaml` lists, with or without a file. */
    scripts: readonly Script[];
    /** The scripts of a zero-YAML project's `index.ts` that exist, in its order. */
    entries: readonly ZeroYamlEntry[];
    /** Names of the models of `nango.yaml`. */
    models?: ReadonlySet<string>;
    config?: ProjectConfig;
    configFindings: Finding[];
    /** Files that the lists probably mean by a name that leads to none; by the path that it would have in `nango.yaml`, by their own of `index.ts`. */
    misnamed: ReadonlyMap<string, string>;
}

/** Reads `nango.yaml` or `index.ts` and looks into the folders that hold scripts. */
export async function readRoles(
    project: Project,
    files: ProjectFiles,
    listings: FolderListings,
    path: PathFlavour,
): Promise<ProjectRoles> {
    const read =
        project.form === 'classic'
            ? await readClassic(project, files, listings, path)
            : await readZeroYaml(project, files, path);
    const roles = new Map(read.roles);
    const { form } = project;
    const models = read.models && { models: read.models };
    const misnamed = new Set(read.misnamed.values());
    for (const { file, kind } of await filesInScriptFolders(project, listings, path)) {
        if (roles.has(file)) continue;
        const kinds = form === 'classic' ? [kind] : [];
        // A list that cannot be read may hold it.
        const listed = form === 'classic' && !models;
        roles.set(file, {
            form,
            role: 'script',
            kinds,
            listed,
            ...(misnamed.has(file) && { misnamed: true }),
            ...models,
        });
    }
    return { ...read, roles, helper: { form, role: 'helper', kinds: [], listed: true, ...models } };
}

type Lists = Omit<ProjectRoles, 'helper'>;

async function readClassic(
    project: Project,
    files: ProjectFiles,
    listings: FolderListings,
    path: PathFlavour,
): Promise<Lists> {
    const configFile = project.configFile!;
    const text = (await files.readFile(configFile)) ?? '';
    const { config, findings } = parseConfig(text, configFile);
    // What cannot be read may hold more models than were understood.
    const isWhole = !findings.some(({ code, severity }) => severity === 'error' && UNREADABLE.has(code));
    const outputs = outputsOf(config);
    const names = [...outputs.values()].flat().map(({ name }) => name);
    const models = new Set([...config.models.map(({ name }) => name), ...names]);
    const roles = new Map<string, FileRole>();
    const scripts = await listScripts(files, project, config, path);
    for (const script of scripts) {
        if (!script.exists) continue;
        const earlier = roles.get(script.file);
        const own = outputs.get(`${script.integration} ${script.name}`) ?? [];
        const saved = [...(earlier?.outputs ?? []), ...(script.kind === 'sync' ? own : []).map(({ name }) => name)];
        // What was meant by a name that does not exist is not known; it is reported in the list itself.
        const areKnown = isWhole && !own.some(({ isUnknown }) => isUnknown);
        roles.set(script.file, {
            form: 'classic',
            role: 'script',
            kinds: [...new Set([...(earlier?.kinds ?? []), script.kind])],
            listed: true,
            ...(isWhole && { models }),
            ...(areKnown && saved.length > 0 && { outputs: new Set(saved) }),
        });
    }
    const shown = (file: string) => path.relative(project.root, file).split(path.sep).join('/');
    const misnamed = await misnamedFiles(scripts, listings, path);
    const configFindings = isWhole ? [...findings, ...missingFiles(config, scripts, shown, misnamed)] : findings;
    return { roles, scripts, entries: [], config, configFindings, misnamed, ...(isWhole && { models }) };
}

const UNREADABLE = new Set([
    ...['yaml_syntax', 'indentation', 'duplicate_key', 'wrong_type', 'empty_config', 'no_integrations'],
]);

/** What a sync's entry says that it saves: a model's name, or a word that is none. */
interface Output {
    name: string;
    isUnknown: boolean;
}

/** What each sync saves, by integration and name. */
function outputsOf(config: ProjectConfig): Map<string, Output[]> {
    return new Map(
        config.integrations.flatMap(({ id, syncs }) =>
            syncs.map(({ name, output }): [string, Output[]] => [
                `${id} ${name}`,
                output.map(({ type, name }) => {
                    return isUnknownWord(type)
                        ? { name: String(type.value), isUnknown: true }
                        : { name, isUnknown: false };
                }),
            ]),
        ),
    );
}

async function readZeroYaml(project: Project, files: ProjectFiles, path: PathFlavour): Promise<Lists> {
    const index = path.join(project.root, 'index.ts');
    const text = (await files.readFile(index)) ?? '';
    const roles = new Map<string, FileRole>([[index, { form: 'zero-yaml', role: 'index', kinds: [], listed: true }]]);
    const entries: ZeroYamlEntry[] = [];
    let isWhole = true;
    for (const entry of zeroYamlEntries(text, project, path)) {
        if (!(await files.isFile(entry.file))) {
            isWhole = false;
            continue;
        }
        entries.push(entry);
        roles.set(entry.file, { form: 'zero-yaml', role: 'script', kinds: [], listed: true });
    }
    const missing = isWhole ? [] : await missingEntries(files, project, path);
    const misnamed = new Map(missing.flatMap(({ meant }) => (meant === undefined ? [] : [[meant, meant] as const])));
    return { roles, scripts: [], entries, configFindings: [], misnamed };
}

/** Every file that lies where scripts lie, listed or not. */
async function filesInScriptFolders(project: Project, listings: FolderListings, path: PathFlavour) {
    const integrations = (await listings.folderNames(project.root)).filter(
        (name) => !name.startsWith('.') && name !== 'node_modules' && name !== 'dist' && name !== 'build',
    );
    const found = await Promise.all(
        integrations.map(async (integration) => {
            const folder = path.join(project.root, integration);
            const inside = new Set(await listings.folderNames(folder));
            const scriptFolders = SCRIPT_FOLDERS.filter((name) => inside.has(name));
            return Promise.all(
                scriptFolders.map(async (name) => {
                    const names = await listings.fileNames(path.join(folder, name));
                    return names
                        .filter(isSource)
                        .map((file) => ({ file: path.join(folder, name, file), kind: kindOfFolder(name)! }));
                }),
            );
        }),
    );
    return found.flat(2);
}
