import ts from 'typescript';
import { Scopes } from './Scopes';
import { indexSource, type SourceIndex } from './SourceIndex';

/** A parsed file with what rules ask of it. It keeps the whole syntax tree: let go of it once the file is analysed. */
export class ScriptSource {
    readonly tree: ts.SourceFile;
    readonly index: SourceIndex;
    private readonly scopes = new Scopes();
    private readonly referencesOf = new Map<ts.Identifier, readonly ts.Identifier[]>();

    /** @param file path, for the tree only */
    constructor(
        file: string,
        readonly text: string,
    ) {
        const options = { languageVersion: ts.ScriptTarget.ESNext, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
        this.tree = ts.createSourceFile(file, text, options, false, ts.ScriptKind.TS);
        this.index = indexSource(this.tree);
    }

    /** What the parser could not make sense of. */
    get syntaxErrors(): readonly ts.DiagnosticWithLocation[] {
        // Not in the public types, but the only way to the parser's errors that makes no program.
        return (this.tree as unknown as { parseDiagnostics: ts.DiagnosticWithLocation[] }).parseDiagnostics;
    }

    /** The declaration that a name means; undefined for a global. */
    resolve(identifier: ts.Identifier): ts.Identifier | undefined {
        return this.scopes.resolve(identifier);
    }

    /** What a name would mean if it stood in a node. */
    lookUp(name: string, at: ts.Node): ts.Identifier | undefined {
        return this.scopes.lookUp(name, at);
    }

    /** The uses of a declared name, in the order of the file. */
    references(declaration: ts.Identifier): readonly ts.Identifier[] {
        let found = this.referencesOf.get(declaration);
        if (!found) {
            const same = this.index.identifiers.get(declaration.text) ?? [];
            found = same.filter((identifier) => this.resolve(identifier) === declaration);
            this.referencesOf.set(declaration, found);
        }
        return found;
    }

    /** The uses of a name as a global, in the order of the file. */
    globals(name: string): readonly ts.Identifier[] {
        return (this.index.identifiers.get(name) ?? []).filter((identifier) => !this.resolve(identifier));
    }

    /** Without the blanks and comments before it. */
    startOf(node: ts.Node): number {
        return node.getStart(this.tree);
    }

    textOf(node: ts.Node): string {
        return this.text.slice(this.startOf(node), node.end);
    }
}
