import type { NangoSync, RepositoriesMetadata } from '../models';
import type { GithubRepository } from './types';

/** Full names (`owner/name`) of the repositories to sync: those the metadata names, else all the connection can see. */
export async function listRepositories(nango: NangoSync, metadata: RepositoriesMetadata | null): Promise<string[]> {
    if (metadata?.repositories?.length) {
        return metadata.repositories;
    }
    const names: string[] = [];
    for await (const page of nango.paginate<GithubRepository>({ endpoint: '/user/repos', paginate: { limit: 100 }, retries: 5 })) {
        names.push(...page.map((repository) => repository.full_name));
    }
    return names;
}
