import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeIgnoredFolder } from '../../records/storeFolder';
import type { SetUpPlan } from './planSetUp';

/**
 * Generates the types of a plan's libraries in its folder; files that are right already are left alone. The
 * `tsconfig.json` is not touched: see `writeTsconfig`.
 *
 * @param distFolder where the built program lies, with zod's declarations in `vendor/types/zod`
 */
export async function generateLibraryTypes({ folder, libraries }: SetUpPlan, distFolder: string): Promise<void> {
    if (libraries.length === 0) return;
    makeIgnoredFolder(path.dirname(folder));
    for (const { name, files } of libraries) {
        if (name === 'zod') {
            await cp(path.join(distFolder, 'vendor', 'types', 'zod'), path.join(folder, 'zod'), { recursive: true });
        }
        for (const [file, text] of Object.entries(files)) await writeIfOther(path.join(folder, file), text);
    }
}

/** Writes the `tsconfig.json` of a plan. Its owner has been asked. */
export async function writeTsconfig({ tsconfig }: SetUpPlan): Promise<void> {
    if (tsconfig.changed) await writeFile(tsconfig.file, tsconfig.text);
}

async function writeIfOther(file: string, text: string): Promise<void> {
    const present = await readFile(file, 'utf8').catch(() => undefined);
    if (present === text) return;
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
}
