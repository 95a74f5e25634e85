export { parseConfig } from './parseConfig';
export type * from './types';
