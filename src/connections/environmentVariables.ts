import path from 'node:path';
import * as z from 'zod/mini';
import { readJsonFile } from './jsonFile';

const ADVICE = 'The file is an object of names and texts, e.g. { "API_REGION": "eu" }.';

/** What `nango.getEnvironmentVariables()` answers, and which of the values no log may show. */
export interface EnvironmentVariables {
    variables: { name: string; value: string }[];
    secrets: string[];
}

/**
 * The project's environment variables: `syncbench/environment.json` (tracked), overridden by
 * `.syncbench/environment.json` (private), whose values count as secrets. Neither needs to exist.
 * @throws UserError naming file and field.
 */
export async function environmentVariables(projectRoot: string): Promise<EnvironmentVariables> {
    const [tracked, own] = await Promise.all([
        readVariables(path.join(projectRoot, 'syncbench', 'environment.json')),
        readVariables(path.join(projectRoot, '.syncbench', 'environment.json')),
    ]);
    const variables = Object.entries({ ...tracked, ...own }).map(([name, value]) => ({ name, value }));
    return { variables, secrets: Object.values(own) };
}

async function readVariables(file: string): Promise<Record<string, string>> {
    return (await readJsonFile(file, () => z.record(z.string(), z.string()), ADVICE)) ?? {};
}
