import type { CreateIssueInput, Issue, NangoAction } from '../../models';
import { toIssue } from '../mappers/to-issue';
import type { GithubIssue } from '../types';

export default async function runAction(nango: NangoAction, input: CreateIssueInput): Promise<Issue> {
    for (const field of ['owner', 'repo', 'title'] as const) {
        if (!input?.[field]) {
            throw new nango.ActionError({ message: `${field} is required`, field });
        }
    }

    const { owner, repo, ...issue } = input;
    const response = await nango.post<GithubIssue>({
        endpoint: `/repos/${owner}/${repo}/issues`,
        data: issue
    });
    return toIssue(response.data, `${owner}/${repo}`);
}
