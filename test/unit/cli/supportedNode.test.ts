import { expect, test } from 'vitest';
import { unsupportedNode } from '../../../src/cli/supportedNode';

test.each(['22.13.0', '22.21.1', '23.0.0', '24.11.0', '100.0.0'])('Node %s runs the program', (version) => {
    expect(unsupportedNode(version)).toBeUndefined();
});

test.each(['8.17.0', '18.20.0', '20.19.5', '22.12.9'])('Node %s is told what is needed', (version) => {
    expect(unsupportedNode(version)).toBe(
        `Syncbench needs Node 22.13 or newer, and this is Node ${version}. ` +
            'Install a newer Node (https://nodejs.org) and run the command again.',
    );
});
