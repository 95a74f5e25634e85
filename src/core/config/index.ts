export { findingsAbout } from './findingsAbout';
export { missingFiles } from './missingFiles';
export { parseConfig } from './parseConfig';
export type * from './types';
