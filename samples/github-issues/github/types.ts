// What GitHub answers, as far as the scripts read it.

export interface GithubRepository {
    full_name: string;
}

export interface GithubLabel {
    id: number;
    name: string;
    color: string;
    description: string | null;
}

export interface GithubIssue {
    id: number;
    number: number;
    title: string;
    body: string | null;
    state: 'open' | 'closed';
    user: { login: string } | null;
    assignee: { login: string } | null;
    labels: (string | { name?: string })[];
    comments: number;
    html_url: string;
    created_at: string;
    updated_at: string;
    closed_at: string | null;
    /** GitHub lists pull requests among the issues; only they have this. */
    pull_request?: unknown;
}
