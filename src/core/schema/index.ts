export type { Check, OnMismatch } from './check';
export { compileSchema } from './compileSchema';
export { type Place, placeText } from './place';
export type { JsonSchema, ScriptSchemas } from './types';
