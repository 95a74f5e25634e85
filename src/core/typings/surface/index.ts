import { ACTION } from './action';
import { CONNECTION } from './connection';
import { CREDENTIALS } from './credentials';
import { ERRORS } from './errors';
import { HTTP } from './http';
import { INTERNALS } from './internals';
import { SYNC } from './sync';

/**
 * TypeScript declarations of everything that scripts see (nango-semantics §3.1–3.8), without imports and without types of
 * Node. They read `NangoModels`, an interface that has every model by its name.
 */
export const SURFACE = [ERRORS, HTTP, CREDENTIALS, CONNECTION, ACTION, SYNC, INTERNALS].join('\n');
