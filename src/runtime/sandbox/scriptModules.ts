import crypto from 'node:crypto';
import { createRequire } from 'node:module';
import path from 'node:path';
import url from 'node:url';
import { moduleVerdict } from '../../core/policy/modules';
import type { ProjectForm } from '../../core/project/types';
import { loadZod } from './loadZod';

/** Functions of `crypto` that change the whole process. */
const WITHHELD = new Set(['setEngine', 'setFips', 'fips']);

/**
 * The `require` of a script: the modules of nango-semantics §9 by the policy's list, everything else is the cloud's
 * error `Module 'x' is not allowed`.
 */
export class ScriptModules {
    readonly #form: ProjectForm;
    readonly #folders: readonly string[];
    readonly #loaded = new Map<string, unknown>();

    /** @param moduleFolders absolute folders from which the project's own modules are resolved */
    constructor(form: ProjectForm, moduleFolders: readonly string[]) {
        this.#form = form;
        this.#folders = moduleFolders;
    }

    readonly require = (specifier: unknown): unknown => {
        const name = typeof specifier === 'string' ? specifier : typeof specifier;
        const { verdict, canonical } = moduleVerdict(name, this.#form);
        if (verdict === 'refused') throw notAllowed(name);
        if (!this.#loaded.has(canonical)) {
            this.#loaded.set(canonical, verdict === 'project' ? this.#fromProject(canonical) : this.#own(canonical));
        }
        return this.#loaded.get(canonical);
    };

    /** A module that the script has asked for, by its canonical name. */
    loaded(canonical: string): unknown {
        return this.#loaded.get(canonical);
    }

    /** Modules of ours, evaluated when a script first asks. A script that changes Node's modules changes copies. */
    #own(name: string): unknown {
        switch (name) {
            case 'crypto':
                return copyModule(crypto);
            case 'url':
                return copyModule(url);
            case 'zod':
                return this.#projectZod() ?? loadZod(this.#form);
            default:
                throw notAllowed(name);
        }
    }

    /**
     * The project's own zod, which its scripts were written for; one that was installed further up, for something else,
     * only when it is of the generation that the form needs.
     */
    #projectZod(): unknown {
        const [root, ...above] = this.#folders;
        const own = root === undefined ? undefined : loadFrom(root, path.join(root, 'node_modules', 'zod'));
        if (own !== undefined) return own;
        const module = this.#installed('zod', above);
        const isFourth = typeof (module as { toJSONSchema?: unknown } | undefined)?.toJSONSchema === 'function';
        return isFourth === (this.#form === 'zero-yaml') ? module : undefined;
    }

    #fromProject(name: string): unknown {
        const module = this.#installed(name);
        if (module !== undefined) return module;
        throw new Error(`Module '${name}' is not installed in the project. Install it with: npm install ${name}`);
    }

    /** A module as the first of the folders resolves it that does; undefined where none does. */
    #installed(name: string, folders = this.#folders): unknown {
        for (const folder of folders) {
            const module = loadFrom(folder, name);
            if (module !== undefined) return module;
        }
        return undefined;
    }
}

/** What a file in a folder would get for a name or path; undefined where it does not resolve. */
function loadFrom(folder: string, name: string): unknown {
    const projectRequire = createRequire(path.join(folder, 'script.cjs'));
    let file: string;
    try {
        file = projectRequire.resolve(name);
    } catch {
        return undefined;
    }
    return projectRequire(file);
}

function notAllowed(name: string): Error {
    return new Error(`Module '${name}' is not allowed`);
}

function copyModule(module: object): object {
    const descriptors = Object.entries(Object.getOwnPropertyDescriptors(module));
    return Object.defineProperties({}, Object.fromEntries(descriptors.filter(([name]) => !WITHHELD.has(name))));
}
