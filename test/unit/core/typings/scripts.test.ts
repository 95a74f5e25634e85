import { beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../../../src/core/config';
import { MEMBERS } from '../../../../src/core/policy/members';
import { modelsFileText } from '../../../../src/core/typings';
import { typeCheck } from '../../../support/typeCheck';
import { ACCEPTED } from './acceptedScripts';
import { REFUSED } from './refusedScripts';

const YAML = `
integrations:
  github:
    syncs:
      issues:
        runs: every hour
        endpoint: [GET /issues, GET /people]
        output: [Issue, Person]
        input: Settings
    actions:
      create:
        endpoint: POST /issues
        input: Issue
        output: Person[]
models:
  Issue:
    id: string
    title: string
    state: open | closed
    labels?: string[]
    closedAt: date | null
  Person:
    id: number
    name?: string
  Settings:
    repositories: string[]
`;

const file = (kind: string, index: number) => `github/${kind}/case-${index}.ts`;

describe('a script under the typings', () => {
    let errors: Record<string, string[]>;

    beforeAll(() => {
        const { config } = parseConfig(YAML, '/project/nango.yaml');
        errors = typeCheck({
            'models.ts': modelsFileText(config),
            ...Object.fromEntries(ACCEPTED.map(([, source], index) => [file('accepted', index), source])),
            ...Object.fromEntries(REFUSED.map(([, source], index) => [file('refused', index), source])),
        });
    }, 120_000);

    test('the typings themselves are without errors', () => {
        expect(errors['models.ts']).toEqual([]);
    });

    test.each(ACCEPTED.map(([rule], index) => [rule, index] as const))('may have %s', (_, index) => {
        expect(errors[file('accepted', index)]).toEqual([]);
    });

    test.each(REFUSED.map(([rule, , message], index) => [rule, index, message] as const))(
        'may not have %s',
        (_, index, message) => {
            expect(errors[file('refused', index)]).toHaveLength(1);
            expect(errors[file('refused', index)]![0]).toMatch(message);
        },
    );
});

test('every member of the policy has a type, on its class', () => {
    const { config } = parseConfig(YAML, '/project/nango.yaml');
    const reads = MEMBERS.map(({ name, on }) => `export const ${on}_${name} = (nango: ${on}) => nango.${name};`);
    const onlySyncs = MEMBERS.filter(({ on }) => on === 'NangoSync').map(
        ({ name }) => `// @ts-expect-error\nexport const no_${name} = (nango: NangoAction) => nango.${name};`,
    );
    const source = ["import type { NangoAction, NangoSync } from './models';", ...reads, ...onlySyncs].join('\n');
    expect(typeCheck({ 'models.ts': modelsFileText(config), 'members.ts': source })['members.ts']).toEqual([]);
}, 120_000);
