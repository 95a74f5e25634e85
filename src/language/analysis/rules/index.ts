import type { Rule } from '../RuleInput';
import { actions } from './actions';
import { awaits } from './awaits';
import { definitions } from './definitions';
import { deprecated } from './deprecated';
import { exports } from './exports';
import { codeFromText, consoleCalls, missingGlobals } from './globals';
import { modules } from './imports';
import { indexFile } from './indexFile';
import { listing } from './listing';
import { members } from './members';
import { modelNames } from './modelNames';
import { models } from './models';
import { ordering } from './ordering';
import { records } from './records';
import { retries } from './retries';
import { returns } from './returns';

/** Every rule over one file. */
export const RULES: readonly Rule[] = [
    modules,
    awaits,
    actions,
    models,
    retries,
    returns,
    ordering,
    consoleCalls,
    missingGlobals,
    codeFromText,
    records,
    deprecated,
    members,
    exports,
    modelNames,
    definitions,
    indexFile,
    listing,
];
