export const IMPORTS = `import type { NangoSync, NangoAction, Issue, Person, Settings, ProxyConfiguration } from '../../models';
export type Used = [NangoSync, NangoAction, Issue, Person, Settings, ProxyConfiguration];
`;

/** A sync with this body; `issues` are records of the model Issue. */
export const sync = (body: string) =>
    `${IMPORTS}export default async function fetchData(nango: NangoSync, issues: Issue[], raw: any): Promise<void> {
void issues; void raw;
${body}
}\n`;

/** An action with this body, whose input is a record of the model Issue. */
export const action = (body: string) =>
    `${IMPORTS}export default async function runAction(nango: NangoAction, input: Issue): Promise<unknown> {
void input;
${body}
}\n`;
