import type { RunDocument } from './syncbench';

/** What the function of one probe did, as JSON: `value` is what it returned, `thrown` what it threw. */
export interface Answer {
    value?: unknown;
    thrown?: { isError: boolean; name: string; message: string; type?: string; status?: number; data?: unknown };
}

/**
 * The source of one action that calls many functions `(nango, input) => …`, given as their bodies by name, one after
 * the other: a table of rules costs one run.
 */
export const probeAction = (bodies: Record<string, string>, imports = '') =>
    `${imports}\n${functions(bodies)}
export default async function runAction(nango: any, input: any) {
    const answers: any = {};
    for (const name of Object.keys(probes)) answers[name] = await ask(probes[name], nango, input);
    return answers;
}
`;

/** The same as a sync, which answers in log lines. */
export const probeSync = (bodies: Record<string, string>, imports = '') =>
    `${imports}\n${functions(bodies)}
export default async function fetchData(nango: any) {
    for (const name of Object.keys(probes)) {
        const answer = await ask(probes[name], nango, undefined);
        await nango.log(JSON.stringify({ probe: name, answer }));
    }
}
`;

/** The answers of either kind of script by name; whole ones only when the run succeeded. */
export function answersOf({ ok, kind, output, logs, error }: RunDocument): Record<string, Answer> {
    if (!ok) throw new Error(`The probes did not run to their end: ${JSON.stringify(error)}`);
    if (kind !== 'sync') return output as Record<string, Answer>;
    const lines = logs
        .filter(({ message }) => message.startsWith('{"probe"'))
        .map(({ message }) => JSON.parse(message));
    return Object.fromEntries(lines.map(({ probe, answer }) => [probe, answer]));
}

function functions(bodies: Record<string, string>): string {
    const entries = Object.entries(bodies).map(
        ([name, body]) => `${JSON.stringify(name)}: async (nango: any, input: any) => {\n${body}\n},`,
    );
    return `const probes: any = {\n${entries.join('\n')}\n};
async function ask(probe: any, nango: any, input: any) {
    try {
        return { value: await probe(nango, input) };
    } catch (e: any) {
        const { name, message, type, response } = e;
        return { thrown: { isError: e instanceof Error, name, message, type, status: response?.status, data: response?.data } };
    }
}`;
}
