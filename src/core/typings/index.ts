export { describeFlows } from './flows';
export { modelsFileText } from './modelsFile';
export { type TypingsOrigin, typingsOrigin } from './typingsOrigin';
