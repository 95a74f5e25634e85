export { definitionKind } from './definitionKind';
export { enclosingProject, findProjects } from './findProjects';
export { findScript, type ScriptQuery } from './findScript';
export { kindOfFolder, scriptFolder } from './scriptFolders';
export { candidateFiles, type ScriptId } from './scriptPaths';
export { configuredScripts, listScripts, locateScript, scriptsOfFile } from './scripts';
export type { PathFlavour, Project, ProjectFiles, ProjectForm, Script, ScriptKind } from './types';
export { likelyZeroYamlScripts, listZeroYamlScripts, type ZeroYamlEntry, zeroYamlEntries } from './zeroYaml';
