import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { BuiltInProviders } from '../../../src/connections/BuiltInProviders';
import { ConnectionFiles } from '../../../src/connections/ConnectionFiles';
import { createConnectionResolver } from '../../../src/connections/createConnectionResolver';
import { UserError } from '../../../src/core/findings/UserError';

const CATALOGUE = {
    github: { auth_mode: 'OAUTH2', proxy: { base_url: 'https://api.github.com' } },
    zendesk: { auth_mode: 'BASIC', proxy: { base_url: 'https://${connectionConfig.subdomain}.zendesk.com' } },
    stripe: { auth_mode: 'API_KEY', proxy: { base_url: 'https://api.stripe.com', retry: { after: ['retry-after'] } } },
};

export const NOW = '2026-01-02T03:04:05.678Z';

/** A project folder with the given files (texts, or values written as JSON), removed after the test. */
export async function projectWith(files: Record<string, unknown> = {}): Promise<string> {
    const root = await mkdtemp(path.join(tmpdir(), 'syncbench-connections-'));
    onTestFinished(() => rm(root, { recursive: true, force: true }));
    for (const [name, content] of Object.entries({ 'providers.json': CATALOGUE, ...files })) {
        const file = path.join(root, name);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    }
    return root;
}

type ResolverOptions = Partial<Parameters<typeof createConnectionResolver>[0]>;

export function resolverFor(projectRoot: string, options: ResolverOptions = {}) {
    return createConnectionResolver({
        projectRoot,
        workingFolder: projectRoot,
        builtIn: new BuiltInProviders(path.join(projectRoot, 'providers.json')),
        files: new ConnectionFiles(projectRoot),
        environment: {},
        allowOrigins: [],
        now: () => new Date(NOW),
        ...options,
    });
}

export function query(integration: string, connectionId: string, more = {}) {
    return { integration, connectionId, force: false, refreshToken: false, ...more };
}

/** The UserError that a promise rejects with. */
export async function userErrorOf(promise: Promise<unknown>): Promise<UserError> {
    const error = await promise.then(
        () => undefined,
        (reason: unknown) => reason,
    );
    if (!(error instanceof UserError)) throw new Error(`no UserError but ${String(error)}`);
    return error;
}
