import { ScriptSources } from './ScriptSources';

/**
 * The bundles of this process. There is one set because V8 has one hook for stack traces per process, and it must
 * know every bundle, those of nested runs included.
 */
export const processSources = new ScriptSources();
