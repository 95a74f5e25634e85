import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { connectionFolders } from '../core/connection/connectionFolders';
import { CONNECTION_FILE_ADVICE, type ConnectionFile, connectionFileSchema } from '../core/connection/connectionSchema';
import { UserError } from '../core/findings/UserError';
import { readJsonFile } from './jsonFile';
import { shownFile } from './shownFile';

/** A connection as its file describes it. */
export interface ConnectionDescription extends ConnectionFile {
    connection_id: string;
    file: string;
}

/** A connection file that is not valid, and why. */
export interface BrokenFile {
    file: string;
    error: unknown;
}

/**
 * The connection files of a project: `syncbench/connections/*.json` are tracked and hold no secrets,
 * `.syncbench/connections/*.json` are private and win as whole files. A file's name is its connection's id unless it
 * says `connection_id`. A file given by path (`--connection <path>`) comes before both.
 */
export class ConnectionFiles {
    constructor(
        private readonly projectRoot: string,
        /** Absolute path of the file that the user named. */
        private readonly namedFile?: string,
    ) {}

    /** As `DescribedConnections.find`. Files are read anew on each call: they may be edited while a window is open. */
    async find(integration: string, connectionId: string): Promise<ConnectionDescription | undefined> {
        return (await this.read()).find(integration, connectionId);
    }

    /** What the files say now. @throws UserError `folder_not_readable` */
    async read(): Promise<DescribedConnections> {
        const named = this.namedFile === undefined ? [] : [this.namedFile];
        const places = connectionFolders({ root: this.projectRoot }, path);
        const folders = await Promise.all(places.map(({ folder }) => jsonFiles(folder)));
        const broken: BrokenFile[] = [];
        const groups: ConnectionGroup[] = [];
        for (const files of [named, ...folders]) {
            const found: ConnectionDescription[] = [];
            for (const file of files) {
                try {
                    const description = await readConnectionFile(file);
                    if (description !== undefined) found.push(description);
                } catch (error) {
                    broken.push({ file, error });
                }
            }
            groups.push({ isNamed: files === named, found });
        }
        return new DescribedConnections(groups, broken);
    }
}

/** The connections of one place, as `ConnectionFiles` lists them. */
interface ConnectionGroup {
    /** Whether it is the file that the user named. */
    isNamed: boolean;
    found: ConnectionDescription[];
}

/** The connections that a project's files describe, as they were when they were read. */
export class DescribedConnections {
    constructor(
        private readonly groups: readonly ConnectionGroup[],
        private readonly broken: readonly BrokenFile[],
    ) {}

    /**
     * The description of a connection, `undefined` when no file describes it, which is legal. Within a folder, a file
     * that names the integration is preferred to one for any; the file named by the user serves any integration.
     * @throws UserError for a file that is not valid, unless another one answers.
     */
    find(integration: string, connectionId: string): ConnectionDescription | undefined {
        for (const { isNamed, found } of this.groups) {
            const matching = found.filter(
                (description) =>
                    description.connection_id === connectionId && (isNamed || appliesTo(description, integration)),
            );
            const best = matching.find((description) => description.provider_config_key !== undefined) ?? matching[0];
            if (best !== undefined) return best;
        }
        const failed = this.broken.find(({ file }) => stem(file) === connectionId) ?? this.broken[0];
        if (failed !== undefined) throw failed.error;
        return undefined;
    }

    /** Ids of every connection that a valid file describes for an integration, sorted. */
    ids(integration: string): string[] {
        const applying = this.groups.flatMap(({ found }) => found).filter((found) => appliesTo(found, integration));
        return [...new Set(applying.map((description) => description.connection_id))].sort();
    }

    /** Descriptions that name integrations, none of which is this one: passed over for it. */
    passedOver(integration: string): { file: string; connectionId: string; integrations: string[] }[] {
        const others = this.groups.flatMap(({ found }) => found).filter((found) => !appliesTo(found, integration));
        return others.map(({ file, connection_id: connectionId, provider_config_key: keys = [] }) => {
            return { file, connectionId, integrations: [keys].flat() };
        });
    }

    /**
     * The connections that files describe for an integration, each once, as `find` would answer, by id; and the files
     * that are not valid.
     */
    list(integration: string): { found: ConnectionDescription[]; broken: readonly BrokenFile[] } {
        const applying = this.groups.flatMap(({ found }) =>
            found
                .filter((description) => appliesTo(description, integration))
                .sort(
                    (a, b) => Number(b.provider_config_key !== undefined) - Number(a.provider_config_key !== undefined),
                ),
        );
        const byId = new Map<string, ConnectionDescription>();
        for (const description of applying) {
            if (!byId.has(description.connection_id)) byId.set(description.connection_id, description);
        }
        const found = [...byId.values()].sort((a, b) => (a.connection_id < b.connection_id ? -1 : 1));
        return { found, broken: this.broken };
    }
}

/** Reads one connection file; `undefined` when it does not exist. */
export async function readConnectionFile(file: string): Promise<ConnectionDescription | undefined> {
    const content = await readJsonFile(file, connectionFileSchema, CONNECTION_FILE_ADVICE);
    return content && { ...content, connection_id: content.connection_id ?? stem(file), file };
}

/**
 * What `--connection` means: the connection that a file describes where it ends in `.json`, is written as a path (`./a`,
 * `/a`, `C:\\a`) or holds a path separator and such a file exists, else an id.
 * @param projectRoot where the files lie that may be meant by what leads nowhere
 * @throws UserError `connection_file_not_found` for a path or a `.json` that leads nowhere.
 */
export async function resolveConnectionArgument(
    argument: string,
    workingFolder: string,
    projectRoot: string,
): Promise<{ connectionId: string; file?: string }> {
    const isFile = /\.json$/i.test(argument) || /^(?:\.{0,2}[\\/]|[a-z]:[\\/])/i.test(argument);
    if (!isFile && !/[\\/]/.test(argument)) return { connectionId: argument };
    const file = path.resolve(workingFolder, argument);
    const description = await readConnectionFile(file);
    if (description !== undefined) return { connectionId: description.connection_id, file };
    if (!isFile) return { connectionId: argument };
    const meant = await idInProject(path.basename(argument), projectRoot);
    throw new UserError('connection_file_not_found', `There is no connection file ${shownFile(file, workingFolder)}.`, {
        advice:
            meant === undefined
                ? 'Give the id of a connection, or the path of a JSON file that describes one.'
                : `Did you mean the connection ${meant}, which a file of this name in the project describes?`,
    });
}

/** The id of the connection that a file of this name describes, in a folder of the project's. */
async function idInProject(name: string, projectRoot: string): Promise<string | undefined> {
    for (const { folder } of connectionFolders({ root: projectRoot }, path)) {
        const description = await readConnectionFile(path.join(folder, name)).catch(() => undefined);
        if (description) return description.connection_id;
    }
    return undefined;
}

function appliesTo({ provider_config_key: keys }: ConnectionDescription, integration: string): boolean {
    return keys === undefined || keys === integration || (Array.isArray(keys) && keys.includes(integration));
}

function stem(file: string): string {
    return path.basename(file).replace(/\.json$/i, '');
}

async function jsonFiles(folder: string): Promise<string[]> {
    return (await entriesOf(folder))
        .filter((name) => name.toLowerCase().endsWith('.json'))
        .sort()
        .map((name) => path.join(folder, name));
}

async function entriesOf(folder: string): Promise<string[]> {
    try {
        return await readdir(folder);
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'ENOENT' || code === 'ENOTDIR') return [];
        throw new UserError(
            'folder_not_readable',
            `The folder ${folder} cannot be read (${code ?? 'unknown reason'}).`,
            {
                advice: 'Check its permissions.',
            },
        );
    }
}
