import type { LogOutputChannel, Memento } from 'vscode';
import type { chooseNode, NodeFacts } from '../../host/node/chooseNode';
import { Setting } from '../ids';
import type { Settings } from '../settings/Settings';

const STATE = 'syncbench.node';

interface Remembered {
    key: string;
    facts: NodeFacts;
}

/**
 * The Node that runs scripts: `syncbench.node.path`, else VS Code's own, else the one in the PATH. Starting one to see
 * what it can do takes a moment, so that what was found is remembered until VS Code or the setting changes.
 * @throws UserError `node_unsuitable`
 */
export async function findNode(ports: {
    chooseNode: typeof chooseNode;
    settings: Settings;
    state: Memento;
    log: LogOutputChannel;
}): Promise<NodeFacts> {
    const configured = ports.settings.get(Setting.nodePath).trim() || undefined;
    const key = JSON.stringify([process.execPath, process.version, configured]);
    const remembered = ports.state.get<Remembered>(STATE);
    if (remembered?.key === key) return remembered.facts;
    const facts = await ports.chooseNode({ configured, own: process.execPath, environment: process.env });
    ports.log.info(`Scripts run under ${facts.path}, Node ${facts.version}`);
    await ports.state.update(STATE, { key, facts } satisfies Remembered);
    return facts;
}
