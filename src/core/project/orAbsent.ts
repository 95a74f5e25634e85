import { UserError } from '../findings/UserError';

/** What the file system says where there is nothing at a path, or nothing that this user may read. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES', 'EPERM', 'ELOOP', 'ENAMETOOLONG', 'EINVAL']);

/**
 * Undefined where a read failed because there is nothing at the path. Any other failure, such as too many open files, must
 * not pass for that: a project would seem to be gone, or an import to lead nowhere.
 *
 * @throws UserError `unreadable`
 */
export function orAbsent(error: unknown, path: string): undefined {
    const { code, message } = error as { code?: string; message?: string };
    if (code !== undefined && ABSENT.has(code)) return undefined;
    throw new UserError('unreadable', `${path} could not be read: ${message ?? error}.`, {
        advice: 'Try again; if it stays so, close other programs or check the disk.',
    });
}
