export { exampleValue } from './exampleValue';
export { scriptSchemas } from './modelSchemas';
export { readModels, readType } from './readModels';
export { modelResolver, type ResolvedModel, resolveModel } from './resolveModel';
export * from './source';
export type * from './types';
