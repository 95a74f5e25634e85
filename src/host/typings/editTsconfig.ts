import path from 'node:path';
import { applyEdits, type JSONPath, modify, type ParseError, parse } from 'jsonc-parser';
import type { ProjectForm } from '../../core/project';
import type { LibraryTypes } from '../../core/typings/packages';

/** What the official tool checks scripts with (nango-semantics §8.1, §8.3), in words that newer versions of TypeScript know. */
const STRICT = {
    target: 'esnext',
    strict: true,
    esModuleInterop: true,
    skipLibCheck: true,
    exactOptionalPropertyTypes: true,
    noFallthroughCasesInSwitch: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noPropertyAccessFromIndexSignature: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    allowUnreachableCode: false,
    allowUnusedLabels: false,
    noEmit: true,
};
const MODULES: Record<ProjectForm, object> = {
    classic: { module: 'preserve', moduleResolution: 'bundler' },
    'zero-yaml': { module: 'node16', moduleResolution: 'node16' },
};

/**
 * The text of a `tsconfig.json` in which the specifiers of libraries lead to their types in a folder. Comments, order and
 * indentation of the present text stay; without one, a whole file with the official tool's options is made. Undefined when
 * the present text cannot be read.
 *
 * @param folder below the project, with forward slashes
 */
export function editTsconfig(
    present: string | undefined,
    libraries: readonly LibraryTypes[],
    folder: string,
    form: ProjectForm,
): string | undefined {
    const globals = libraries.flatMap((library) => library.globals.map((file) => `${folder}/${file}`));
    if (present === undefined) {
        const paths = Object.fromEntries(pathsOf(libraries, `./${folder}`));
        const whole = { compilerOptions: { ...MODULES[form], ...STRICT, paths }, include: ['**/*', ...globals] };
        return `${JSON.stringify(whole, null, 4)}\n`;
    }
    const errors: ParseError[] = [];
    const config: unknown = parse(present, errors, { allowTrailingComma: true });
    if (errors.length > 0 || !isObject(config)) return undefined;

    const editor = new JsonEditor(present);
    const options = isObject(config.compilerOptions) ? config.compilerOptions : {};
    const base = typeof options.baseUrl === 'string' ? options.baseUrl : '.';
    const paths = isObject(options.paths) ? options.paths : {};
    for (const [name, target] of pathsOf(libraries, fromBase(base, folder))) {
        if (JSON.stringify(paths[name]) !== JSON.stringify(target)) {
            editor.set(['compilerOptions', 'paths', name], target);
        }
    }
    const listed = ['include', 'files'].find((key) => Array.isArray(config[key])) ?? 'include';
    const listedNow = Array.isArray(config[listed]) ? (config[listed] as unknown[]) : ['**/*'];
    const missing = globals.filter((file) => !listedNow.includes(file));
    if (missing.length > 0) editor.set([listed], [...listedNow, ...missing]);
    return editor.text;
}

class JsonEditor {
    private readonly format: { insertSpaces: boolean; tabSize: number; eol: string };

    constructor(public text: string) {
        const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? '    ';
        this.format = {
            insertSpaces: !indent.startsWith('\t'),
            tabSize: indent.startsWith('\t') ? 4 : indent.length,
            eol: text.includes('\r\n') ? '\r\n' : '\n',
        };
    }

    set(at: JSONPath, value: unknown): void {
        this.text = applyEdits(this.text, modify(this.text, at, value, { formattingOptions: this.format }));
    }
}

function pathsOf(libraries: readonly LibraryTypes[], folder: string): [string, string[]][] {
    return libraries.flatMap((library) =>
        Object.entries(library.paths).map(([name, file]): [string, string[]] => [name, [`${folder}/${file}`]]),
    );
}

/** The folder as seen from `baseUrl`, which `paths` are relative to where it is set. */
function fromBase(base: string, folder: string): string {
    const relative = path.posix.relative(
        path.posix.join('/', base.replaceAll('\\', '/')),
        path.posix.join('/', folder),
    );
    return relative.startsWith('.') && !relative.startsWith('.syncbench') ? relative : `./${relative}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
