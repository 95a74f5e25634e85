import { describe, expect, it } from 'vitest';
import { integrationItem, projectItem } from '../../../../src/extension/integrations/items';
import type { ProjectEntry, ScriptEntry } from '../../../../src/extension/projects/readProject';
import { recordsItem } from '../../../../src/extension/records/items';
import { ThemeIcon, TreeItem, TreeItemCollapsibleState } from '../../../support/fakeVscode/values';

const t = (text: string, ...values: unknown[]) =>
    values.reduce<string>((all, v, i) => all.replace(`{${i}}`, `${v}`), text);
const vscode = { TreeItem, TreeItemCollapsibleState, ThemeIcon, l10n: { t } } as never;
const project = {
    name: 'shop',
    project: { root: '/code/shop', form: 'classic' },
    scripts: [],
} as unknown as ProjectEntry;
const script = {} as ScriptEntry;
const node = { project, parent: undefined, copyText: 'github' } as const;

describe('what a screen reader says of a line has its name: VS Code would say only the tooltip', () => {
    it.each([
        ['a project', projectItem(vscode, { kind: 'project', project }), 'Project shop'],
        [
            'an integration',
            integrationItem(vscode, { kind: 'integration', ...node, scripts: [script, script] }),
            'Integration github, 2 scripts',
        ],
        [
            'one script',
            integrationItem(vscode, { kind: 'integration', ...node, scripts: [script] }),
            'Integration github, 1 script',
        ],
        [
            'no script',
            integrationItem(vscode, { kind: 'integration', ...node, scripts: [] }),
            'Integration github, no scripts',
        ],
        [
            'a project with records',
            recordsItem(vscode, { kind: 'project', project, parent: undefined, children: [] }, 0),
            'Project shop',
        ],
    ])('%s', (_, item, label) => {
        expect(item.accessibilityInformation?.label).toBe(label);
    });
});
