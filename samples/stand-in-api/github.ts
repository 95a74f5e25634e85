import { invalid, listReply, notFound, type Reply } from './reply.ts';
import { githubTime, type Issue, type Label, owner, type SeededRepository, seedRepositories, user } from './seed.ts';

export interface ApiRequest {
    method: string;
    url: URL;
    /** The parsed JSON body; undefined when there was none. */
    body: unknown;
}

type Handler = (request: ApiRequest, repository: SeededRepository, last: string) => Reply;

/** The GitHub-like part, with the state that POST, PATCH and DELETE change. */
export class GitHubLike {
    readonly #repositories: SeededRepository[] = seedRepositories();

    /** Answers one request, or undefined for a path that is not GitHub's. */
    answer(request: ApiRequest): Reply | undefined {
        const path = request.url.pathname.replace(/\/+$/, '');
        if (path === '/user') return { status: 200, body: user(owner, 5_000) };
        if (path === '/user/repos' || path === `/orgs/${owner}/repos`)
            return listReply(request.url, this.#repositories, (entry) => entry.repository);
        const [, ownerName, name, rest = '', last = ''] =
            /^\/repos\/([^/]+)\/([^/]+)(?:\/(issues|labels))?(?:\/([^/]+))?$/.exec(path) ?? [];
        if (ownerName === undefined) return undefined;
        const found = this.#repositories.find((entry) => entry.repository.full_name === `${ownerName}/${name}`);
        if (!found) return notFound;
        const handler = handlers[`${request.method} ${rest}${last ? '/:one' : ''}`];
        return handler ? handler(request, found, decodeURIComponent(last)) : notFound;
    }
}

const handlers: Record<string, Handler> = {
    'GET ': (_, { repository }) => ({ status: 200, body: repository }),
    'GET issues': (request, { issues }) => listReply(request.url, selectIssues(request.url, issues)),
    'GET issues/:one': (_, { issues }, last) => one(issues.find((issue) => String(issue.number) === last)),
    'POST issues': (request, target) => createIssue(fieldsOf(request.body), target),
    'PATCH issues/:one': (request, { issues }, last) => {
        const issue = issues.find((candidate) => String(candidate.number) === last);
        return issue ? updateIssue(fieldsOf(request.body), issue) : notFound;
    },
    'GET labels': (request, { labels }) => listReply(request.url, labels),
    'GET labels/:one': (_, { labels }, last) => one(labels.find((label) => label.name === last)),
    'POST labels': (request, target) => createLabel(fieldsOf(request.body), target),
    'DELETE labels/:one': (_, target, last) => {
        const position = target.labels.findIndex((label) => label.name === last);
        if (position < 0) return notFound;
        target.labels.splice(position, 1);
        return { status: 204 };
    },
};

function one(found: unknown): Reply {
    return found ? { status: 200, body: found } : notFound;
}

function fieldsOf(body: unknown): Record<string, unknown> {
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

/** `state` (open unless told otherwise), `since` (by the last change), `sort`, `direction`: newest first, as GitHub. */
function selectIssues(url: URL, issues: readonly Issue[]): Issue[] {
    const query = url.searchParams;
    const state = query.get('state') ?? 'open';
    const since = Date.parse(query.get('since') ?? '');
    const by = query.get('sort') === 'updated' ? 'updated_at' : 'created_at';
    const sign = query.get('direction') === 'asc' ? 1 : -1;
    return issues
        .filter((issue) => state === 'all' || issue.state === state)
        .filter((issue) => Number.isNaN(since) || Date.parse(issue.updated_at) >= since)
        .sort((a, b) => sign * (Date.parse(a[by]) - Date.parse(b[by]) || a.number - b.number));
}

function createIssue(fields: Record<string, unknown>, { repository, issues, labels }: SeededRepository): Reply {
    if (typeof fields.title !== 'string' || fields.title.trim() === '')
        return invalid('Issue', 'title', 'missing_field');
    const number = issues.length + 1;
    const now = githubTime(Date.now());
    const wanted = Array.isArray(fields.labels) ? fields.labels : [];
    const issue: Issue = {
        id: repository.id * 10_000 + number,
        number,
        title: fields.title,
        body: typeof fields.body === 'string' ? fields.body : null,
        state: 'open',
        user: user(owner, 5_000),
        labels: labels.filter((label) => wanted.includes(label.name)),
        assignee: null,
        comments: 0,
        created_at: now,
        updated_at: now,
        closed_at: null,
        html_url: `${repository.html_url}/issues/${number}`,
    };
    issues.push(issue);
    return { status: 201, body: issue };
}

function updateIssue(fields: Record<string, unknown>, issue: Issue): Reply {
    if (fields.state !== undefined && fields.state !== 'open' && fields.state !== 'closed') {
        return invalid('Issue', 'state', 'invalid');
    }
    const now = githubTime(Date.now());
    if (typeof fields.title === 'string') issue.title = fields.title;
    if (typeof fields.body === 'string') issue.body = fields.body;
    if (fields.state !== undefined) {
        issue.state = fields.state;
        issue.closed_at = fields.state === 'closed' ? now : null;
    }
    issue.updated_at = now;
    return { status: 200, body: issue };
}

function createLabel(fields: Record<string, unknown>, { repository, labels }: SeededRepository): Reply {
    if (typeof fields.name !== 'string' || fields.name === '') return invalid('Label', 'name', 'missing_field');
    if (labels.some((label) => label.name === fields.name)) return invalid('Label', 'name', 'invalid');
    const label: Label = {
        id: repository.id * 1_000 + labels.length,
        name: fields.name,
        color: typeof fields.color === 'string' ? fields.color : 'ededed',
        description: typeof fields.description === 'string' ? fields.description : null,
        default: false,
    };
    labels.push(label);
    return { status: 201, body: label };
}
