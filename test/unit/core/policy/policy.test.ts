import { describe, expect, test } from 'vitest';
import { CLOUD_GLOBALS, MISSING_GLOBALS } from '../../../../src/core/policy/globals';
import { LIMITS } from '../../../../src/core/policy/limits';
import { BLOCKED_MEMBERS, MEMBERS, membersOf, REFUSED_IN_ACTIONS } from '../../../../src/core/policy/members';
import { importableModules, moduleVerdict } from '../../../../src/core/policy/modules';
import type { ProjectForm } from '../../../../src/core/project/types';

describe('modules', () => {
    test.each<[specifier: string, form: ProjectForm, expected: string]>([
        ['zod', 'classic', 'allowed zod'],
        ['crypto', 'classic', 'allowed crypto'],
        ['node:crypto', 'classic', 'allowed crypto'],
        ['url', 'classic', 'allowed url'],
        ['node:url', 'classic', 'allowed url'],
        ['soap', 'classic', 'project soap "soap" is not in the 2024 list of modules.'],
        ['botbuilder', 'classic', 'project botbuilder "botbuilder" is not in the 2024 list of modules.'],
        ['unzipper', 'classic', 'project unzipper "unzipper" is not in the 2024 list of modules.'],
        ['node:zod', 'classic', 'refused node:zod'],
        ['node:soap', 'classic', 'refused node:soap'],
        ['nango', 'classic', 'refused nango'],
        ['fs', 'classic', 'refused fs'],
        ['node:fs', 'classic', 'refused node:fs'],
        ['axios', 'classic', 'refused axios'],
        ['crypto/promises', 'classic', 'refused crypto/promises'],
        ['zod/v4', 'classic', 'refused zod/v4'],
        ['', 'classic', 'refused '],
        ['node:', 'classic', 'refused node:'],
        ['constructor', 'classic', 'refused constructor'],
        ['nango', 'zero-yaml', 'allowed nango'],
        ['nango/experimental', 'zero-yaml', 'allowed nango/experimental'],
        ['nango/test', 'zero-yaml', 'refused nango/test'],
        ['zod', 'zero-yaml', 'allowed zod'],
        ['crypto', 'zero-yaml', 'allowed crypto'],
        ['soap', 'zero-yaml', 'project soap'],
        ['unzipper', 'zero-yaml', 'project unzipper'],
        [
            'node:crypto',
            'zero-yaml',
            'allowed crypto The cloud refuses "node:crypto" at run time; import "crypto" instead.',
        ],
        ['fs', 'zero-yaml', 'refused fs'],
    ])('%s in a %s project: %s', (specifier, form, expected) => {
        const { verdict, canonical, notice } = moduleVerdict(specifier, form);
        expect([verdict, canonical, ...(notice ? [notice] : [])].join(' ')).toBe(expected);
    });

    test.each(['classic', 'zero-yaml'] as const)('what a %s project is told it may import, it may', (form) => {
        for (const name of importableModules(form)) expect(moduleVerdict(name, form).verdict).not.toBe('refused');
    });
});

describe('globals', () => {
    test('no name is both given and missing', () => {
        expect(CLOUD_GLOBALS.filter((name) => MISSING_GLOBALS.has(name))).toEqual([]);
    });

    test('every missing name has a sentence of advice', () => {
        for (const advice of MISSING_GLOBALS.values()) expect(advice).toMatch(/^[A-Z].*\.$/);
    });

    test('names of Object.prototype are not missing globals', () => {
        expect(MISSING_GLOBALS.has('constructor')).toBe(false);
    });
});

describe('members', () => {
    test('no member comes twice', () => {
        expect(new Set(MEMBERS.map(({ name }) => name)).size).toBe(MEMBERS.length);
    });

    test('an action has none of the calls it is refused', () => {
        const ofAction = membersOf('NangoAction').map(({ name }) => name);
        expect(REFUSED_IN_ACTIONS.filter((name) => ofAction.includes(name))).toEqual([]);
        const ofSync = membersOf('NangoSync').map(({ name }) => name);
        expect(REFUSED_IN_ACTIONS.filter((name) => !ofSync.includes(name))).toEqual([]);
        expect(ofSync).toEqual(expect.arrayContaining(ofAction));
    });

    test('a deprecated member names members that exist', () => {
        const names = new Set(MEMBERS.map(({ name }) => name));
        const replacements = MEMBERS.flatMap(({ deprecated }) => deprecated?.split(' and ') ?? []);
        expect(replacements.filter((name) => !names.has(name))).toEqual([]);
        expect(MEMBERS.filter(({ deprecated }) => deprecated).map(({ name }) => name)).toEqual([
            'setFieldMapping',
            'getFieldMapping',
            'batchSend',
            'deleteRecordsFromPreviousExecutions',
        ]);
    });

    test('a blocked name is no member', () => {
        expect(MEMBERS.filter(({ name }) => BLOCKED_MEMBERS.includes(name))).toEqual([]);
    });
});

test('limits are those of the cloud', () => {
    expect(LIMITS).toMatchObject({
        maxRecordIdCharacters: 255,
        batchChunkRecords: 1_000,
        logBytes: 99_000,
        logMessageCharacters: 10_000,
        checkpointFields: 16,
        actionOutputBytes: 2_097_152,
        minFrequencyMs: 30_000,
        triggerActionDepth: 10,
    });
});
