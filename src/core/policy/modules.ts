import type { ProjectForm } from '../project/types';

/**
 * What a script may do with an imported module: `allowed` modules are given to it, `project` ones only where the
 * project's own folders resolve them, `refused` ones never.
 */
export interface ModuleVerdict {
    verdict: 'allowed' | 'project' | 'refused';
    /** The name to resolve by: without `node:` where the module is known, else as written. */
    canonical: string;
    /** What is worth knowing about an import that is let through, in one sentence. */
    notice?: string;
}

/** Modules that Node has; the only ones with a `node:` spelling (nango-semantics §8.1, §8.3). */
const NODE_MODULES = ['url', 'crypto'];
/** Modules that the cloud has and the classic list of June 2024 has not: they are not bundled with us. */
const PROJECT_MODULES = ['unzipper', 'soap', 'botbuilder'];

/** The modules of each form without their `node:` spellings. */
const MODULES: Record<ProjectForm, readonly string[]> = {
    classic: ['zod', ...NODE_MODULES, ...PROJECT_MODULES],
    'zero-yaml': ['nango/experimental', 'nango', ...NODE_MODULES, 'zod', ...PROJECT_MODULES],
};

/**
 * Judges a module that is not a relative file (nango-semantics §8.1 for classic, §8.3 for zero-YAML).
 * `specifier` is the import as written, e.g. `node:crypto`.
 */
export function moduleVerdict(specifier: string, form: ProjectForm): ModuleVerdict {
    const bare = specifier.startsWith('node:') ? specifier.slice('node:'.length) : specifier;
    const isNodeSpelling = bare !== specifier;
    const isKnown = isNodeSpelling ? NODE_MODULES.includes(bare) : MODULES[form].includes(bare);
    if (!isKnown) return { verdict: 'refused', canonical: specifier };
    const verdict = PROJECT_MODULES.includes(bare) ? 'project' : 'allowed';
    const notice = noticeOf(bare, isNodeSpelling, form);
    return notice === undefined ? { verdict, canonical: bare } : { verdict, canonical: bare, notice };
}

/** The modules a script of this form may import, as the user may write them, for a message that lists them. */
export function importableModules(form: ProjectForm): string[] {
    return MODULES[form].flatMap((name) => (NODE_MODULES.includes(name) ? [name, `node:${name}`] : [name]));
}

function noticeOf(bare: string, isNodeSpelling: boolean, form: ProjectForm): string | undefined {
    if (form === 'classic' && PROJECT_MODULES.includes(bare)) return `"${bare}" is not in the 2024 list of modules.`;
    // The zero-YAML bundle keeps the spelling, and the cloud's require knows only the bare name; classic bundling drops it.
    if (form === 'zero-yaml' && isNodeSpelling) {
        return `The cloud refuses "node:${bare}" at run time; import "${bare}" instead.`;
    }
    return undefined;
}
