import ts from 'typescript';

/** A node by which a file imports another, and the literal that names it. */
export interface ImportNode {
    node: ts.ImportDeclaration | ts.ExportDeclaration | ts.ImportEqualsDeclaration | ts.CallExpression;
    specifier: ts.StringLiteralLike;
}

/** What one walk over a file gathers for all rules. The walk also tells each node its parent, except within types. */
export interface SourceIndex {
    /** Names used as values, by name, in the order of the file; declarations, keys and types are not among them. */
    identifiers: ReadonlyMap<string, readonly ts.Identifier[]>;
    /** Import and re-export declarations, `import x = require()`, calls of `import()` and of anything called `require`. */
    imports: readonly ImportNode[];
    functions: readonly ts.SignatureDeclaration[];
}

export function indexSource(tree: ts.SourceFile): SourceIndex {
    const identifiers = new Map<string, ts.Identifier[]>();
    const imports: ImportNode[] = [];
    const functions: ts.SignatureDeclaration[] = [];

    const addIdentifier = (node: ts.Identifier) => {
        const same = identifiers.get(node.text);
        if (same) same.push(node);
        else identifiers.set(node.text, [node]);
    };
    const visitAll = (node: ts.Node) =>
        ts.forEachChild(node, (child) => {
            setParent(child, node);
            visit(child);
        });

    function visit(node: ts.Node): void {
        if (ts.isIdentifier(node)) {
            if (isReference(node)) addIdentifier(node);
            return;
        }
        if (ts.isImportDeclaration(node)) {
            setParentsBelow(node);
            if (ts.isStringLiteralLike(node.moduleSpecifier)) imports.push({ node, specifier: node.moduleSpecifier });
            return;
        }
        if (ts.isExportDeclaration(node)) {
            setParentsBelow(node);
            visitExport(node);
            return;
        }
        if (ts.isImportEqualsDeclaration(node)) {
            setParentsBelow(node);
            const { moduleReference: reference } = node;
            if (ts.isExternalModuleReference(reference) && ts.isStringLiteralLike(reference.expression)) {
                imports.push({ node, specifier: reference.expression });
            }
            return;
        }
        if (ts.isExpressionWithTypeArguments(node)) {
            const isType = ts.isHeritageClause(node.parent) && node.parent.token === ts.SyntaxKind.ImplementsKeyword;
            setParent(node.expression, node);
            if (!isType) visit(node.expression);
            return;
        }
        if (isTypeOnly(node)) {
            // Its name is visible among values all the same.
            if (ts.isModuleDeclaration(node)) setParent(node.name, node);
            return;
        }
        if (ts.isCallExpression(node)) addImportCall(node);
        if (ts.isFunctionLike(node)) functions.push(node);
        visitAll(node);
    }

    function visitExport(node: ts.ExportDeclaration): void {
        if (node.moduleSpecifier) {
            if (ts.isStringLiteralLike(node.moduleSpecifier)) imports.push({ node, specifier: node.moduleSpecifier });
            return;
        }
        if (node.isTypeOnly || !node.exportClause || !ts.isNamedExports(node.exportClause)) return;
        for (const specifier of node.exportClause.elements) {
            const local = specifier.propertyName ?? specifier.name;
            if (!specifier.isTypeOnly && ts.isIdentifier(local)) addIdentifier(local);
        }
    }

    function addImportCall(node: ts.CallExpression): void {
        const { expression } = node;
        const isImport = expression.kind === ts.SyntaxKind.ImportKeyword;
        const isRequire = ts.isIdentifier(expression) && expression.text === 'require';
        const [specifier] = node.arguments;
        if ((isImport || isRequire) && specifier && ts.isStringLiteralLike(specifier))
            imports.push({ node, specifier });
    }

    visitAll(tree);
    return { identifiers, imports, functions };
}

/** Left to the walk, which comes by anyway: the parser would go over the whole tree once more. */
function setParent(node: ts.Node, parent: ts.Node): void {
    (node as { parent: ts.Node }).parent = parent;
}

function setParentsBelow(node: ts.Node): void {
    ts.forEachChild(node, (child) => {
        setParent(child, node);
        setParentsBelow(child);
    });
}

/** Declarations and annotations of which nothing is left at run time. */
function isTypeOnly(node: ts.Node): boolean {
    if (ts.isTypeNode(node) || ts.isTypeParameterDeclaration(node)) return true;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
    return ts.isModuleDeclaration(node) && isAmbient(node);
}

function isAmbient(node: ts.ModuleDeclaration): boolean {
    return node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true;
}

function isReference(node: ts.Identifier): boolean {
    const { parent } = node;
    switch (parent.kind) {
        case ts.SyntaxKind.PropertyAccessExpression:
            return (parent as ts.PropertyAccessExpression).expression === node;
        case ts.SyntaxKind.PropertyAssignment:
        case ts.SyntaxKind.BindingElement:
        case ts.SyntaxKind.VariableDeclaration:
        case ts.SyntaxKind.Parameter:
        case ts.SyntaxKind.PropertyDeclaration:
        case ts.SyntaxKind.EnumMember:
            // A computed key is a node of its own, so what is left is the name and, for a pattern, the key.
            return (parent as ts.PropertyAssignment).initializer === node;
        case ts.SyntaxKind.FunctionDeclaration:
        case ts.SyntaxKind.FunctionExpression:
        case ts.SyntaxKind.ClassDeclaration:
        case ts.SyntaxKind.ClassExpression:
        case ts.SyntaxKind.EnumDeclaration:
        case ts.SyntaxKind.ModuleDeclaration:
        case ts.SyntaxKind.MethodDeclaration:
        case ts.SyntaxKind.GetAccessor:
        case ts.SyntaxKind.SetAccessor:
        case ts.SyntaxKind.LabeledStatement:
        case ts.SyntaxKind.BreakStatement:
        case ts.SyntaxKind.ContinueStatement:
        case ts.SyntaxKind.MetaProperty:
            return (parent as ts.LabeledStatement).label !== node && (parent as ts.NamedDeclaration).name !== node;
        default:
            return true;
    }
}
