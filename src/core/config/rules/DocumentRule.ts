import type { Report } from '../../models/source';
import type { ProjectConfig } from '../types';

/** Looks at a configuration that was read and reports what is wrong with it. */
export type DocumentRule = (config: ProjectConfig, report: Report) => void;
