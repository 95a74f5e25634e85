import type { NangoSync, RepositoriesMetadata } from '../../models';
import { toIssue } from '../mappers/to-issue';
import { listRepositories } from '../repositories';
import type { GithubIssue } from '../types';

export default async function fetchData(nango: NangoSync): Promise<void> {
    const repositories = await listRepositories(nango, await nango.getMetadata<RepositoriesMetadata>());

    for (const repository of repositories) {
        let saved = 0;
        const pages = nango.paginate<GithubIssue>({
            endpoint: `/repos/${repository}/issues`,
            params: { state: 'all' },
            paginate: { limit: 100 },
            retries: 5
        });
        for await (const page of pages) {
            const issues = page.filter((issue) => !issue.pull_request).map((issue) => toIssue(issue, repository));
            await nango.batchSave(issues, 'Issue');
            saved += issues.length;
        }
        await nango.log(`${repository}: ${saved} issues`);
    }
}
