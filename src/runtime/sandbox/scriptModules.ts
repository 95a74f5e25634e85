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

    /** Modules of ours, evaluated when a script first asks. A script that changes Node's modules changes copies. */
    #own(name: string): unknown {
        switch (name) {
            case 'crypto':
                return copyModule(crypto);
            case 'url':
                return copyModule(url);
            case 'zod':
                // Models of a zero-YAML project are made with the zod that it pins.
                return (this.#form === 'zero-yaml' ? this.#installed(name) : undefined) ?? loadZod(this.#form);
            default:
                throw notAllowed(name);
        }
    }

    #fromProject(name: string): unknown {
        const module = this.#installed(name);
        if (module !== undefined) return module;
        throw new Error(`Module '${name}' is not installed in the project. Install it with: npm install ${name}`);
    }

    /** A module as the project resolves it; undefined where it does not. */
    #installed(name: string): unknown {
        for (const folder of this.#folders) {
            const projectRequire = createRequire(path.join(folder, 'script.cjs'));
            let file: string;
            try {
                file = projectRequire.resolve(name);
            } catch {
                continue;
            }
            return projectRequire(file);
        }
        return undefined;
    }
}

function notAllowed(name: string): Error {
    return new Error(`Module '${name}' is not allowed`);
}

function copyModule(module: object): object {
    const descriptors = Object.entries(Object.getOwnPropertyDescriptors(module));
    return Object.defineProperties({}, Object.fromEntries(descriptors.filter(([name]) => !WITHHELD.has(name))));
}
