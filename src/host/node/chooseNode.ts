import { UserError } from '../../core/findings/UserError';
import { findInPath } from './findInPath';
import { type NodeFacts, probeNode } from './probeNode';

export type { NodeFacts } from './probeNode';

export interface NodeChoice {
    /** What the user named; then no other will do. */
    configured?: string;
    /** The executable of this process. */
    own: string;
    environment: NodeJS.ProcessEnv;
}

/** The oldest that has all that the runtime needs. */
const OLDEST = '22.13';

/**
 * The Node that runs scripts and reads stores: the one that the user named, else this process's own, else the `node` of
 * the PATH; the first that has what is needed. Starting one takes a moment: remember the answer.
 *
 * @throws UserError `node_unsuitable`
 */
export async function chooseNode({ configured, own, environment }: NodeChoice): Promise<NodeFacts> {
    if (configured !== undefined) {
        const facts = await probeNode(configured, environment);
        if (typeof facts !== 'string') return facts;
        throw new UserError('node_unsuitable', `The Node that syncbench.node.path names cannot be used: ${facts}`, {
            advice: `Give the full path of a Node ${OLDEST} or later, or leave the setting empty.`,
        });
    }
    const inPath = findInPath('node', environment);
    const problems: string[] = [];
    for (const candidate of [own, ...(inPath === undefined ? [] : [inPath])]) {
        const facts = await probeNode(candidate, environment);
        if (typeof facts !== 'string') return facts;
        problems.push(facts);
    }
    if (inPath === undefined) problems.push('The PATH has no node.');
    throw new UserError('node_unsuitable', `No Node can run the scripts. ${problems.join(' ')}`, {
        advice: `Install Node ${OLDEST} or later and name it in the setting syncbench.node.path.`,
    });
}
