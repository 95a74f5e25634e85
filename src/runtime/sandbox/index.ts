export { type ChildFlagOptions, type ChildFlags, childExecArgv } from './childFlags';
export { explainMissingGlobal } from './explainMissingGlobal';
export { harden } from './harden';
export { ProjectZod } from './ProjectZod';
export { rememberCaller } from './rememberCaller';
export { bundleName, Sandbox, type SandboxOptions } from './Sandbox';
export { ScriptSources } from './ScriptSources';
export { safeRead, toJson } from './safeRead';
export { type ScriptErrorContext, scriptError } from './scriptError';
