import { ACTION, HELPER, SYNC, sync, ZERO, ZERO_HELPER } from '../markedSource';
import { ruleTable } from '../ruleTable';

const DEFINITION = `import { createSync } from 'nango'; export default createSync({ exec: async (nango) => {} });`;

ruleTable('missing-default-export', SYNC, {
    flagged: [
        ['a named export', `[[export async function fetchData(nango) {}]]`],
        ['an export list without a default', `[[async function f(nango) {}]] export { f };`],
        ['an empty file', `[[]]`],
        ['export * from', `[[export * from './other';]]`],
        ['a type as default', `[[type A = 1;]] export { type A as default };`],
        ['a zero-YAML script', `[[import { createSync } from 'nango';]] export const sync = createSync({});`, ZERO],
    ],
    silent: [
        ['a function', `export default async function fetchData(nango) {}`],
        ['a name', `const f = async (nango) => {}; export default f;`],
        ['a list', `async function f(nango) {} export { f as default };`],
        ['a default from another file', `export { default } from './other';`],
        ['a named one as default from another file', `export { f as default } from './other';`],
        ['a helper', `export const x = 1;`, HELPER],
        ['a file that cannot be parsed', `export defualt async function (nango) {`],
        ['a zero-YAML definition', DEFINITION, ZERO],
        ['module.exports by export =', `export = async function (nango) {};`],
    ],
});

ruleTable('invalid-default-export', SYNC, {
    flagged: [
        ['an object', `export default [[{ run() {} }]];`],
        ['a value', `export default [[1]];`],
        ['a class', `[[export default class Sync {}]]`],
        ['a function in a zero-YAML project', `export default async function [[fetchData]](nango) {}`, ZERO],
        ['an arrow in a zero-YAML project', `export default [[async (nango) => {}]];`, ZERO],
        ['an object in a zero-YAML project', `export default [[{ exec() {} }]];`, ZERO],
    ],
    silent: [
        ['a function', `export default async function fetchData(nango) {}`],
        ['a call that may bring one', `export default wrap(async (nango) => {});`],
        ['an imported name', `import run from './run'; export default run;`],
        ['a definition', DEFINITION, ZERO],
        [
            'a definition by name',
            `import { createAction as make } from 'nango'; const a = make({ exec: async () => {} }); export default a;`,
            ZERO,
        ],
        ['a call that may bring a definition', `import { make } from './make'; export default make();`, ZERO],
        [
            'an experimental function',
            `import { createFunction } from 'nango/experimental'; export default createFunction({});`,
            ZERO,
        ],
        ['a helper', `export default { a: 1 };`, ZERO_HELPER],
    ],
});

ruleTable('definition-not-literal', ZERO, {
    flagged: [
        ['a variable', `import { createSync } from 'nango'; const d = {}; export default createSync([[d]]);`],
        ['a call', `import { createAction } from 'nango'; export default createAction([[make()]]);`],
        ['nothing', `import { createAction } from 'nango'; export default [[createAction()]];`],
    ],
    silent: [
        ['an object', DEFINITION],
        ['an object that is cast', `import { createSync } from 'nango'; export default createSync({} as any);`],
    ],
});

ruleTable('named-export', ZERO, {
    flagged: [
        ['a constant', `export const [[LIMIT]] = 1; ${DEFINITION}`],
        ['a function', `export function [[helper]]() {} ${DEFINITION}`],
        ['a class', `export class [[Helper]] {} ${DEFINITION}`],
        ['an enum', `export enum [[State]] { On } ${DEFINITION}`],
        ['each of several', `export const [[a]] = 1, [[b]] = 2; ${DEFINITION}`],
    ],
    silent: [
        ['a type', `export type A = string; export interface B {} ${DEFINITION}`],
        ['a re-export', `export { x } from './x'; export * from './y'; ${DEFINITION}`],
        [
            'the definition by its name',
            `import { createSync } from 'nango'; export const sync = createSync({}); export default sync;`,
        ],
        ['a helper', `export const a = 1;`, ZERO_HELPER],
        ['a classic project', `export const a = 1; ${sync('')}`, SYNC],
        ['a declaration', `export declare const a: number; ${DEFINITION}`],
    ],
});

ruleTable('invalid-model-name', ZERO, {
    flagged: [
        [
            'a small letter',
            `import { createSync } from 'nango'; export default createSync({ models: { [[issue]]: I } });`,
        ],
        [
            'a dash',
            `import { createSync } from 'nango'; export default createSync({ models: { [['Git-Issue']]: I } });`,
        ],
        ['one letter', `import { createSync } from 'nango'; export default createSync({ models: { [[I]]: I } });`],
        [
            'a digit in front',
            `import { createSync } from 'nango'; export default createSync({ models: { [['2Issue']]: I } });`,
        ],
    ],
    silent: [
        [
            'a good name',
            `import { createSync } from 'nango'; export default createSync({ models: { GithubIssue: I, Git_Issue2: I, 'Quoted': I } });`,
        ],
        [
            'a computed name',
            `import { createSync } from 'nango'; export default createSync({ models: { [name]: I, ...all } });`,
        ],
        ['other keys', `import { createSync } from 'nango'; export default createSync({ metadata: { issue: I } });`],
        ['an action', `import { createAction } from 'nango'; export default createAction({ models: { issue: I } });`],
    ],
});

ruleTable(
    'unlisted-script',
    { ...SYNC, listed: false },
    {
        flagged: [
            ['a script that nango.yaml does not list', `export default async function [[fetchData]](nango) {}`],
            ['an arrow', `export default [[async (nango) => {}]];`],
            [
                'a zero-YAML script',
                `import { createSync } from 'nango'; export default [[createSync({})]];`,
                { ...ZERO, listed: false },
            ],
        ],
        silent: [
            ['a listed one', sync(''), SYNC],
            ['a file that exports no function', `export const x = 1;`],
            ['a helper among zero-YAML scripts', `export const x = 1; export default {};`, { ...ZERO, listed: false }],
        ],
    },
);

ruleTable('syntax-error', ACTION, {
    flagged: [['a missing brace', `export default async function (nango) { await nango.log('x');[[]]`]],
    silent: [
        [
            'new syntax',
            `export default async function (nango: NangoAction) { using x = f(); const y = a?.b ?? c; return y satisfies string; }`,
        ],
        ['generics of arrows', `const f = async <T,>(x: T): Promise<T> => x; export default f;`],
    ],
});
