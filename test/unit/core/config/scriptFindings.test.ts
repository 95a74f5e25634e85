import { expect, test } from 'vitest';
import { findingsAbout, missingFiles, parseConfig } from '../../../../src/core/config';
import type { Script } from '../../../../src/core/project';

const YAML = `integrations:
  gh:
    syncs:
      good: { endpoint: /a, output: A, runs: every hour }
      bad: { endpoint: /b, output: A, runs: hourly }
    on-events:
      validate-connection: [check]
models:
  A: { id: string, x: Record<string, any> }
`;
const { config, findings } = parseConfig(YAML.replace('Record<string, any>', '"Record<string, any>"'), '/p/nango.yaml');

test('a run hears of what is wrong with its own entry only', () => {
    const codes = (name: string) =>
        findingsAbout({ integration: 'gh', name }, config, findings).map(({ code }) => code);
    expect(codes('good')).toEqual([]);
    expect(codes('bad').sort()).toEqual(['duplicate_model', 'invalid_runs']);
    expect(codes('other')).toEqual([]);
    expect(findings.map(({ code }) => code)).toContain('type_syntax_error');
});

test('a script without a file is reported at its name', () => {
    const script = (kind: Script['kind'], name: string, exists: boolean): Script => ({
        integration: 'gh',
        kind,
        name,
        file: `/p/gh/${name}.ts`,
        layout: 'nested',
        exists,
    });
    const scripts = [script('sync', 'good', true), script('sync', 'bad', false), script('on-event', 'check', false)];
    const meant = new Map([['/p/gh/bad.ts', '/p/gh/bads.ts']]);
    const shown = (file: string) => file.slice('/p/'.length);
    expect(missingFiles(config, scripts, shown, meant)[0]?.advice).toBe(
        'Did you mean "bads"? gh/bads.ts is there, and not listed.',
    );
    const found = missingFiles(config, scripts, shown);
    expect(found.map(({ code, location, advice }) => [code, location?.line, location?.column, advice])).toEqual([
        ['script_file_missing', 5, 7, 'Create gh/bad.ts, or take the script out of this file.'],
        ['script_file_missing', 7, 29, 'Create gh/check.ts, or take the script out of this file.'],
    ]);
});
