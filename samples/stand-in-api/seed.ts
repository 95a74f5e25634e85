/** The stand-in's data, the same on every start: 1,000 open issues in four repositories, and 80 pull requests among them. */

export interface User {
    login: string;
    id: number;
    type: 'User';
    html_url: string;
}

export interface Label {
    id: number;
    name: string;
    color: string;
    description: string | null;
    default: boolean;
}

export interface Issue {
    id: number;
    number: number;
    title: string;
    body: string | null;
    state: 'open' | 'closed';
    user: User;
    labels: Label[];
    assignee: User | null;
    comments: number;
    /** ISO 8601 without milliseconds, as GitHub writes it. */
    created_at: string;
    updated_at: string;
    closed_at: string | null;
    html_url: string;
    /** Only pull requests have it: GitHub lists them among the issues. */
    pull_request?: { html_url: string };
}

export interface Repository {
    id: number;
    name: string;
    full_name: string;
    private: boolean;
    owner: User;
    description: string;
    default_branch: string;
    html_url: string;
}

export interface SeededRepository {
    repository: Repository;
    issues: Issue[];
    labels: Label[];
}

export const owner = 'harbor-labs';
export const issueTotal = 1_000;
export const pullRequestTotal = 80;

const repositories = [
    { name: 'compass', description: 'Routes, maps and the API around them.', issues: 420, pullRequests: 34 },
    { name: 'lantern', description: 'The dashboard.', issues: 260, pullRequests: 21 },
    { name: 'anchor', description: 'Deployments.', issues: 190, pullRequests: 15 },
    { name: 'tide', description: 'Background jobs.', issues: 130, pullRequests: 10 },
];
const people = [
    'amara',
    'bjorn',
    'chidi',
    'dolores',
    'emre',
    'farah',
    'goran',
    'hana',
    'ines',
    'jonas',
    'kaya',
    'luis',
];
const labelNames = [
    ['bug', 'd73a4a', 'Something does not work', true],
    ['enhancement', 'a2eeef', 'New feature or request', true],
    ['documentation', '0075ca', 'Improvements to the documents', true],
    ['good first issue', '7057ff', 'Good for newcomers', true],
    ['help wanted', '008672', 'Extra attention is needed', true],
    ['question', 'd876e3', 'More information is asked for', true],
    ['performance', 'fbca04', null, false],
    ['security', 'b60205', null, false],
    ['blocked', '000000', 'Waits for something else', false],
] as const;
const subjects = [
    'Login form',
    'CSV export',
    'Search',
    'Webhook delivery',
    'Dark mode',
    'Rate limiter',
    'Map view',
    'Billing page',
];
const troubles = [
    'loses the last row',
    'is slow with many entries',
    'shows the wrong time zone',
    'fails when the name has an umlaut – “ü”',
    'should remember the last choice',
    'times out behind a proxy',
    'needs a test',
    'breaks on narrow screens',
];
const firstDay = Date.UTC(2024, 0, 8, 9, 0, 0);
const hour = 3_600_000;

/** A fresh copy; the server changes it. */
export function seedRepositories(): SeededRepository[] {
    const random = randomFrom(20240614);
    const users = people.map((login, index) => user(login, 5_001 + index));
    const organisation = user(owner, 5_000);
    return repositories.map((entry, index) => {
        const full_name = `${owner}/${entry.name}`;
        const repository: Repository = {
            id: 70_001 + index,
            name: entry.name,
            full_name,
            private: false,
            owner: organisation,
            description: entry.description,
            default_branch: 'main',
            html_url: `https://github.com/${full_name}`,
        };
        const labels = labelNames.map(([name, color, description, isDefault], position) => ({
            id: (index + 1) * 1_000 + position,
            name,
            color,
            description,
            default: isDefault,
        }));
        const total = entry.issues + entry.pullRequests;
        const issues = Array.from({ length: total }, (_, position) => {
            // Pull requests are spread evenly: one whenever their due share rises to the next whole number.
            const due = (count: number) => Math.floor((count * entry.pullRequests) / total);
            const isPullRequest = due(position + 1) > due(position);
            return issue({ repository, labels, users, random, number: position + 1, isPullRequest });
        });
        return { repository, labels, issues };
    });
}

interface IssueSource {
    repository: Repository;
    labels: Label[];
    users: User[];
    random: () => number;
    number: number;
    isPullRequest: boolean;
}

function issue({ repository, labels, users, random, number, isPullRequest }: IssueSource): Issue {
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    const subject = `${pick(subjects)} ${pick(troubles)}`;
    const created = firstDay + number * 9 * hour + Math.floor(random() * hour);
    const html_url = `${repository.html_url}/${isPullRequest ? 'pull' : 'issues'}/${number}`;
    return {
        id: repository.id * 10_000 + number,
        number,
        title: isPullRequest ? `Fix: ${subject}` : subject,
        body:
            random() < 0.1 ? null : `${subject} since the last release.\n\nSteps:\n1. Open ${repository.name}\n2. Look`,
        state: 'open',
        user: pick(users),
        labels: labels.filter(() => random() < 0.18),
        assignee: random() < 0.4 ? pick(users) : null,
        comments: Math.floor(random() * 12),
        created_at: githubTime(created),
        updated_at: githubTime(created + Math.floor(random() * 500) * hour),
        closed_at: null,
        html_url,
        ...(isPullRequest ? { pull_request: { html_url } } : {}),
    };
}

/** GitHub's time format: ISO 8601 in UTC, whole seconds. */
export function githubTime(milliseconds: number): string {
    return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

export function user(login: string, id: number): User {
    return { login, id, type: 'User', html_url: `https://github.com/${login}` };
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
    let state = seed;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    };
}
