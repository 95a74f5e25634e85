import { expect, test } from 'vitest';
import { unsupportedNode } from '../../../src/cli/supportedNode';

const none = () => undefined;

test.each(['22.13.0', '22.21.1', '23.0.0', '24.11.0', '100.0.0'])('Node %s runs the program', (version) => {
    const notAsked = () => {
        throw new Error('Nothing is looked for when the Node will do.');
    };
    expect(unsupportedNode(version, notAsked)).toBeUndefined();
});

test.each(['8.17.0', '18.20.0', '20.19.5', '22.12.9'])('Node %s is told what is needed', (version) => {
    expect(unsupportedNode(version, none)).toEqual({
        type: 'node_unsuitable',
        message: `Syncbench needs Node 22.13 or newer, and this is Node ${version}.`,
        advice: 'Install a newer one (https://nodejs.org) and run the command again.',
    });
});

test('a Node that is at hand is named', () => {
    expect(unsupportedNode('20.20.2', () => '/clone/node')?.advice).toMatch(
        /or run it by the one in this clone: \/clone\/node$/,
    );
});
