import path from 'node:path';
import ts from 'typescript';

const ROOT = '/project';

/** The options under which the official tool checks classic projects (nango-semantics §8.1), without any `@types`. */
export const CLASSIC_OPTIONS: ts.CompilerOptions = {
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    // Of TypeScript 6 about Node10.
    ignoreDeprecations: '6.0',
    target: ts.ScriptTarget.ESNext,
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
    types: [],
};

/**
 * Type-checks files that exist in memory only, with TypeScript's own library and nothing else. Keys are paths below the
 * project; so are those of the result, which has `line: message` of every error of every file.
 */
export function typeCheck(
    files: Record<string, string>,
    options: ts.CompilerOptions = CLASSIC_OPTIONS,
): Record<string, string[]> {
    const byPath = new Map(Object.entries(files).map(([file, text]) => [`${ROOT}/${file}`, text]));
    const host = ts.createCompilerHost(options);
    const { getSourceFile, fileExists, readFile } = host;
    const isLibrary = (file: string) => path.basename(file).startsWith('lib.');
    host.getSourceFile = (file, languageVersion, ...rest) => {
        const text = byPath.get(file);
        if (text !== undefined) return ts.createSourceFile(file, text, languageVersion);
        return isLibrary(file) ? getSourceFile(file, languageVersion, ...rest) : undefined;
    };
    host.fileExists = (file) => byPath.has(file) || (isLibrary(file) && fileExists(file));
    host.readFile = (file) => byPath.get(file) ?? (isLibrary(file) ? readFile(file) : undefined);
    host.directoryExists = (folder) => [...byPath.keys()].some((file) => file.startsWith(`${folder}/`));
    host.getCurrentDirectory = () => ROOT;

    const roots = [...byPath.keys()].filter((file) => file.endsWith('.ts'));
    const program = ts.createProgram(roots, { ...options, ...(options.paths && { baseUrl: ROOT }) }, host);
    const options_ = program.getOptionsDiagnostics().map(textOf);
    if (options_.length > 0) throw new Error(options_.join('\n'));
    return Object.fromEntries(
        Object.keys(files).map((file) => {
            const source = program.getSourceFile(`${ROOT}/${file}`);
            if (!source) return [file, []];
            const all = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
            return [file, all.map(textOf)];
        }),
    );
}

function textOf({ file, start, messageText }: ts.Diagnostic): string {
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    return file && start !== undefined ? `${file.getLineAndCharacterOfPosition(start).line + 1}: ${text}` : text;
}
