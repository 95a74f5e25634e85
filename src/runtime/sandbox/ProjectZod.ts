import path from 'node:path';
import type { ProjectForm } from '../../core/project/types';
import { loadFrom, loadPackage } from './loadPackage';
import { loadZod } from './loadZod';

/**
 * The zod that a project's scripts get, loaded when first asked for: the project's own, which they were written for; one
 * that was installed further up, for something else, only when it is of the generation that the form needs; else ours.
 */
export class ProjectZod {
    private loaded: { module: unknown; codeCache?: Buffer } | undefined;

    /**
     * @param moduleFolders absolute: the project's own folder, then those above
     * @param cacheFile where V8's code cache of our copy may lie
     */
    constructor(
        private readonly form: ProjectForm,
        private readonly moduleFolders: readonly string[],
        private readonly cacheFile?: string,
    ) {}

    get module(): unknown {
        return this.load().module;
    }

    /** V8's code cache of our copy, where it was loaded without one. Made before any script of the project runs. */
    get codeCache(): Buffer | undefined {
        return this.load().codeCache;
    }

    private load() {
        this.loaded ??= this.installed() ?? loadZod(this.form, this.cacheFile);
        return this.loaded;
    }

    private installed(): { module: unknown } | undefined {
        const [root, ...above] = this.moduleFolders;
        const own = root === undefined ? undefined : loadFrom(root, path.join(root, 'node_modules', 'zod'));
        if (own !== undefined) return { module: own };
        const module = loadPackage('zod', above);
        const isFourth = typeof (module as { toJSONSchema?: unknown } | undefined)?.toJSONSchema === 'function';
        return module !== undefined && isFourth === (this.form === 'zero-yaml') ? { module } : undefined;
    }
}
