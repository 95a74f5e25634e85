export { Engine } from './Engine';
export { followTimeline } from './followTimeline';
export { locateProject } from './locateProject';
export type { EnginePorts, RunInput, RunSession, RunTarget, ScriptQuery } from './types';
