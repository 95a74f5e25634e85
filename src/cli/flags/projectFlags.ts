import path from 'node:path';
import { isInside } from '../../core/project/scriptPaths';

/** The flags by which another command finds a project from here: none in the project itself, which it looks for upwards. */
export function projectFlags(root: string, cwd: string): string[] {
    return isInside(root, cwd, path) ? [] : ['--project', path.relative(cwd, root)];
}
