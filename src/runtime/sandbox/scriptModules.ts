import crypto from 'node:crypto';
import url from 'node:url';
import { moduleVerdict } from '../../core/policy/modules';
import type { ProjectForm } from '../../core/project/types';
import { loadPackage } from './loadPackage';
import { ProjectZod } from './ProjectZod';

/** Functions of `crypto` that change the whole process. */
const WITHHELD = new Set(['setEngine', 'setFips', 'fips']);

/**
 * The `require` of a script: the modules of nango-semantics §9 by the policy's list, everything else is the cloud's
 * error `Module 'x' is not allowed`.
 */
export class ScriptModules {
    readonly #form: ProjectForm;
    readonly #folders: readonly string[];
    readonly #zod: ProjectZod;
    readonly #loaded = new Map<string, unknown>();

    /** @param moduleFolders absolute folders from which the project's own modules are resolved */
    constructor(form: ProjectForm, moduleFolders: readonly string[], zod = new ProjectZod(form, moduleFolders)) {
        this.#form = form;
        this.#folders = moduleFolders;
        this.#zod = zod;
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
                return this.#zod.module;
            default:
                throw notAllowed(name);
        }
    }

    #fromProject(name: string): unknown {
        const module = loadPackage(name, this.#folders);
        if (module !== undefined) return module;
        throw new Error(`Module '${name}' is not installed in the project. Install it with: npm install ${name}`);
    }
}

function notAllowed(name: string): Error {
    return new Error(`Module '${name}' is not allowed`);
}

function copyModule(module: object): object {
    const descriptors = Object.entries(Object.getOwnPropertyDescriptors(module));
    return Object.defineProperties({}, Object.fromEntries(descriptors.filter(([name]) => !WITHHELD.has(name))));
}
