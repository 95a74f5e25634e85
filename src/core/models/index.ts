export { exampleValue } from './exampleValue';
export { readModels, readType } from './readModels';
export { modelResolver, type ResolvedModel, resolveModel } from './resolveModel';
export * from './source';
export type * from './types';
