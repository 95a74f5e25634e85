export { definitionKind } from './definitionKind';
export { enclosingProject, findProjects } from './findProjects';
export { findScript, type ScriptQuery } from './findScript';
export { type ImportLookup, type ImportTarget, resolveImport } from './resolveImport';
export { kindOfFolder, scriptFolder } from './scriptFolders';
export { candidateFiles, isInside, type ScriptId } from './scriptPaths';
export { configuredScripts, listScripts, locateScript, scriptsOfFile } from './scripts';
export type { PathFlavour, Project, ProjectFiles, ProjectForm, Script, ScriptKind } from './types';
export { likelyZeroYamlScripts, listZeroYamlScripts, type ZeroYamlEntry, zeroYamlEntries } from './zeroYaml';
