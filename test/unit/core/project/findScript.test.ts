import { describe, expect, test } from 'vitest';
import { UserError } from '../../../../src/core/findings/UserError';
import { findScript, type Script, type ScriptKind, type ScriptQuery } from '../../../../src/core/project';

function script(integration: string, kind: ScriptKind, name: string): Script {
    return { integration, kind, name, file: `/p/${integration}/${kind}/${name}.ts`, layout: 'nested', exists: true };
}

const SCRIPTS = [
    script('github', 'sync', 'issues'),
    script('github', 'sync', 'pull-requests'),
    script('github', 'action', 'create-issue'),
    script('github', 'action', 'pull-requests'),
    script('jira', 'sync', 'issues'),
    script('jira', 'on-event', 'setup'),
];

function refusal(query: ScriptQuery, scripts: readonly Script[] = SCRIPTS): UserError {
    try {
        findScript(scripts, query);
    } catch (error) {
        if (error instanceof UserError) return error;
        throw error;
    }
    throw new Error(`${JSON.stringify(query)} was found`);
}

describe('findScript', () => {
    test.each<[query: ScriptQuery, expected: string]>([
        ['github/issues', 'github sync issues'],
        ['create-issue', 'github action create-issue'],
        ['setup', 'jira on-event setup'],
        ['github/syncs/pull-requests', 'github sync pull-requests'],
        ['github/actions/pull-requests.ts', 'github action pull-requests'],
        ['github\\actions\\create-issue.ts', 'github action create-issue'],
        ['jira/post-connection-scripts/setup', 'jira on-event setup'],
        [{ integration: 'jira', name: 'issues' }, 'jira sync issues'],
        [{ integration: 'github', name: 'pull-requests', kind: 'action' }, 'github action pull-requests'],
        [{ name: 'github/pull-requests', kind: 'sync' }, 'github sync pull-requests'],
        [{ name: 'pull-requests', kind: 'sync' }, 'github sync pull-requests'],
    ])('%j is %s', (query, expected) => {
        const { integration, kind, name } = findScript(SCRIPTS, query);
        expect(`${integration} ${kind} ${name}`).toBe(expected);
    });

    test('a name in several integrations advises the integration', () => {
        const { code, message, details } = refusal('issues');
        expect(code).toBe('script_ambiguous');
        expect(message).toBe('Scripts called "issues" exist in 2 integrations: github, jira.');
        expect(details).toEqual({
            advice: 'Name the integration too, e.g. github/issues.',
            candidates: ['github/issues', 'jira/issues'],
        });
    });

    test('a name of two kinds advises --kind', () => {
        const { code, details } = refusal('github/pull-requests');
        expect(code).toBe('script_ambiguous');
        expect(details).toEqual({
            advice: 'Say which one with --kind sync or --kind action.',
            candidates: ['github/pull-requests --kind sync', 'github/pull-requests --kind action'],
        });
    });

    test.each<[query: ScriptQuery, message: string, advice: string, first: string]>([
        [
            'github/isues',
            'There is no script "isues" in integration "github".',
            'Did you mean github/issues?',
            'github/issues',
        ],
        [
            'create-isue',
            'There is no script "create-isue" in this project.',
            'Did you mean github/create-issue?',
            'github/create-issue',
        ],
        [
            'gihub/issues',
            'There is no integration "gihub" in this project.',
            'Did you mean github/issues?',
            'github/issues',
        ],
        [
            'GitHub/Issues',
            'There is no integration "GitHub" in this project.',
            'Did you mean github/issues?',
            'github/issues',
        ],
        [
            { name: 'github/create-issue', kind: 'sync' },
            'There is no sync "create-issue" in integration "github".',
            'github/create-issue is of kind action.',
            'github/create-issue',
        ],
        [
            'jira/zzzzzzzzzz',
            'There is no script "zzzzzzzzzz" in integration "jira".',
            'The project has jira/issues, jira/setup.',
            'jira/issues',
        ],
    ])('%j is refused with advice', (query, message, advice, first) => {
        const error = refusal(query);
        expect(error.code).toBe('script_not_found');
        expect(error.message).toBe(message);
        expect(error.details.advice).toBe(advice);
        expect(error.details.candidates?.[0]).toBe(first);
    });

    test('a project without scripts says so', () => {
        const { code, message } = refusal('issues', []);
        expect(code).toBe('script_not_found');
        expect(message).toBe('There is no script "issues": the project lists no scripts.');
    });

    test('of thousands of scripts only the likeliest 20 are named', () => {
        const many = Array.from({ length: 6_000 }, (_, i) => script('github', 'sync', `sync-${i}`));
        const { details } = refusal('github/sync-599x', many);
        expect(details.candidates).toHaveLength(20);
        expect(details.candidates?.[0]).toMatch(/^github\/sync-599/);
    });
});
