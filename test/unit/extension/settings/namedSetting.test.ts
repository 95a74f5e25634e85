import { expect, test } from 'vitest';
import { namedSetting } from '../../../../src/extension/settings/namedSetting';

test.each([
    ['name it in the setting syncbench.node.path.', 'syncbench.node.path'],
    ['The Node that syncbench.node.path names cannot be used', 'syncbench.node.path'],
    ['syncbench.whenRunning: it', 'syncbench.whenRunning'],
    ['see syncbench.nothing.here or mysyncbench.node.path', undefined],
    ['the folder .syncbench.', undefined],
])('the setting that is named in: %s', (text, setting) => {
    expect(namedSetting(text)).toBe(setting);
});
