import type { Issue } from '../../models';
import type { GithubIssue } from '../types';

export function toIssue(issue: GithubIssue, repository: string): Issue {
    return {
        id: String(issue.id),
        repository,
        number: issue.number,
        title: issue.title,
        body: issue.body,
        state: issue.state,
        author: issue.user?.login ?? null,
        assignee: issue.assignee?.login ?? null,
        labels: issue.labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
        comments: issue.comments,
        url: issue.html_url,
        created_at: issue.created_at,
        updated_at: issue.updated_at,
        closed_at: issue.closed_at
    };
}
