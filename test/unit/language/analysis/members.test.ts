import { ACTION, HELPER, ON_EVENT, SYNC, ZERO, ZERO_HELPER } from '../markedSource';
import { ruleTable } from '../ruleTable';

const classic = (
    body: string,
    { type = 'NangoSync', from = '../../models', imports }: { type?: string; from?: string; imports?: string } = {},
) =>
    `import type { ${imports ?? type} } from '${from}'; export default async function f(nango: ${type}, input?: any) { ${body} }`;
const zero = (body: string, creator = 'createSync', nango = 'nango') =>
    `import { ${creator} } from 'nango'; export default ${creator}({ exec: async (${nango}) => { ${body} } });`;

ruleTable('unknown-member', SYNC, {
    flagged: [
        ['letters that changed places', classic('await nango.[[gte]]({});')],
        ['a letter that is missing', classic(`await nango.[[batchSav]]([], 'A');`)],
        ['a letter too many', classic(`await nango.[[getMetadatas]]();`)],
        ['another letter case', classic(`await nango.[[batchsave]]([], 'A');`)],
        ['a call in a nested function', classic(`items.map((i) => nango.[[lg]](i));`)],
        ['each call', classic(`await nango.[[gte]]({}); await nango.[[gte]]({});`)],
        ['an action', classic('await nango.[[gte]]({});', { type: 'NangoAction' }), ACTION],
        ['an on-event script', classic('await nango.[[gte]]({});', { type: 'NangoAction' }), ON_EVENT],
        [
            'a helper that takes either',
            `import type { NangoAction, NangoSync } from './models'; export async function f(nango: NangoAction | NangoSync) { await nango.[[gte]]({}); }`,
            HELPER,
        ],
        ['the exec of a definition', zero('await nango.[[gte]]({});'), ZERO],
        ['the exec of an action', zero('await nango.[[gte]]({});', 'createAction'), ZERO],
        [
            'exec as a method',
            `import { createSync } from 'nango'; export default createSync({ async exec(nango) { await nango.[[gte]]({}); } });`,
            ZERO,
        ],
        [
            'a function that takes the type of exec',
            `import { createSync } from 'nango'; const sync = createSync({ exec: async (nango) => { await f(nango); } });
             type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0]; export default sync;
             async function f(nango: NangoSyncLocal) { await nango.[[gte]]({}); }`,
            ZERO,
        ],
        ['the class of the package', classic('await nango.[[gte]]({});', { from: 'nango' }), ZERO_HELPER],
    ],
    silent: [
        ['members that there are', classic(`await nango.get({}); await nango.batchSave([], 'A'); nango.lastSyncDate;`)],
        [
            'what only syncs have, in an action',
            classic(`await nango.batchSave([], 'A');`, { type: 'NangoAction' }),
            ACTION,
        ],
        ['a name that is like none', classic('await nango.somethingNew();')],
        ['a name that is only like one', classic('await nango.getRecords(); await nango.fetch({});')],
        ['what every object has', classic('nango.toString(); nango.hasOwnProperty("x");')],
        ['a read', classic('const x = nango.gte;')],
        ['an optional call', classic('await nango.gte?.({});')],
        ['a call behind a question', classic('if (nango.gte) await nango.gte({});')],
        ['a call behind "in"', classic(`if ('gte' in nango) await nango.gte({});`)],
        ['a member that the script sets', classic('nango.gte = nango.get; await nango.gte({});')],
        ['a cast', classic('await (nango as any).gte({});')],
        ['another name', classic('const n = nango; await n.gte({});')],
        [
            'a parameter of another name',
            `import type { NangoSync } from '../../models'; export default async function f(n: NangoSync) { await n.gte({}); }`,
        ],
        ['an untyped parameter', 'export default async function f(nango) { await nango.gte({}); }'],
        ['any', 'export default async function f(nango: any) { await nango.gte({}); }'],
        ['a type that is not imported', 'export default async function f(nango: NangoSync) { await nango.gte({}); }'],
        ['a type of a file of the project', classic('await nango.gte({});', { from: '../types' })],
        ['an import under another name', classic('await nango.gte({});', { imports: 'Mine as NangoSync' })],
        [
            'a type of the file',
            `import type { NangoSync as Base } from '../../models'; interface NangoSync extends Base { gte(config: object): Promise<void> } export default async function f(nango: NangoSync) { await nango.gte({}); }`,
        ],
        [
            'a type with more members',
            `import type { NangoSync } from '../../models'; export default async function f(nango: NangoSync & { gte(config: object): void }) { nango.gte({}); }`,
        ],
        [
            'a file that adds members',
            `${classic('await nango.gte({});')} declare module '../../models' { interface NangoSync { gte(c: object): void } }`,
        ],
        ['what TypeScript is told to ignore', classic('\n// @ts-expect-error\nawait nango.gte({});\n')],
        ['another object of that name', classic('[{ gte() {} }].map((nango) => nango.gte());')],
        [
            'models.ts of a project that generates none',
            classic('await nango.gte({});', { from: './models' }),
            ZERO_HELPER,
        ],
        [
            'an exec that is written elsewhere',
            `import { createSync } from 'nango'; const exec = async (nango) => { await nango.gte({}); }; export default createSync({ exec });`,
            ZERO,
        ],
        ['an exec that takes anything', zero('await nango.gte({});', 'createSync', 'nango: any'), ZERO],
        ['a function definition', zero('await nango.gte({});', 'createFunction'), ZERO],
        [
            "a type made of what is not Nango's",
            `import { createSync } from '../own'; const sync = createSync({}); type NangoSyncLocal = Parameters<(typeof sync)['exec']>[0]; export async function f(nango: NangoSyncLocal) { await nango.gte({}); }`,
            ZERO,
        ],
        [
            "another name for a type that is not Nango's",
            `import type { NangoSync } from '../types'; type Own = NangoSync; export default async function f(nango: Own) { await nango.gte({}); }`,
        ],
        [
            'a type made of itself',
            `type NangoSync = NangoSync; export default async function f(nango: NangoSync) { await nango.gte({}); }`,
        ],
        ['an own creator', zero('await nango.gte({});').replace(`'nango';`, `'../own';`), ZERO],
    ],
});
