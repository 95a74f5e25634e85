import ts from 'typescript';

/**
 * Which declaration a name means, by JavaScript's scoping rules: blocks, functions, hoisted `var`s, parameters, imports.
 * Types do not count. Tables of names are made when first asked for; there is no type checker behind this.
 */
export class Scopes {
    private readonly tables = new Map<ts.Node, ReadonlyMap<string, ts.Identifier>>();

    /** The name's declaration (the identifier that declares it); undefined for a global. */
    resolve(identifier: ts.Identifier): ts.Identifier | undefined {
        return this.lookUp(identifier.text, identifier.parent);
    }

    /** What a name would mean if it stood in a node. */
    lookUp(name: string, at: ts.Node): ts.Identifier | undefined {
        for (let node: ts.Node | undefined = at; node; node = node.parent) {
            if (!isScope(node)) continue;
            const declared = this.tableOf(node).get(name);
            if (declared) return declared;
        }
        return undefined;
    }

    private tableOf(scope: ts.Node): ReadonlyMap<string, ts.Identifier> {
        let table = this.tables.get(scope);
        if (!table) {
            table = namesIn(scope);
            this.tables.set(scope, table);
        }
        return table;
    }
}

function isScope(node: ts.Node): boolean {
    return (
        ts.isFunctionLike(node) ||
        ts.isBlock(node) ||
        ts.isSourceFile(node) ||
        ts.isForStatement(node) ||
        ts.isForOfStatement(node) ||
        ts.isForInStatement(node) ||
        ts.isCatchClause(node) ||
        ts.isCaseBlock(node) ||
        ts.isModuleBlock(node) ||
        ts.isClassExpression(node)
    );
}

function namesIn(scope: ts.Node): ReadonlyMap<string, ts.Identifier> {
    const table = new Map<string, ts.Identifier>();
    // Of overloads and repeated `var`s the first counts; but a function's body counts before its signatures.
    const add = (name: ts.Identifier) => {
        const earlier = table.get(name.text);
        const isSignature = earlier && ts.isFunctionDeclaration(earlier.parent) && !earlier.parent.body;
        if (!earlier || isSignature) table.set(name.text, name);
    };
    if (ts.isFunctionLike(scope)) {
        for (const parameter of scope.parameters) addBinding(parameter.name, add);
        const body = (scope as ts.FunctionLikeDeclaration).body;
        if (body) addHoisted(body, add);
        if (ts.isFunctionExpression(scope) && scope.name) add(scope.name);
    } else if (ts.isSourceFile(scope)) {
        addStatements(scope.statements, add);
        addHoisted(scope, add);
    } else if (ts.isBlock(scope) || ts.isModuleBlock(scope)) {
        addStatements(scope.statements, add);
    } else if (ts.isCaseBlock(scope)) {
        for (const clause of scope.clauses) addStatements(clause.statements, add);
    } else if (ts.isCatchClause(scope)) {
        if (scope.variableDeclaration) addBinding(scope.variableDeclaration.name, add);
    } else if (ts.isClassExpression(scope)) {
        if (scope.name) add(scope.name);
    } else {
        const { initializer } = scope as ts.ForStatement;
        if (initializer && ts.isVariableDeclarationList(initializer)) addList(initializer, add);
    }
    return table;
}

type Add = (name: ts.Identifier) => void;

function addStatements(statements: readonly ts.Statement[], add: Add): void {
    for (const statement of statements) {
        if (ts.isVariableStatement(statement)) {
            addList(statement.declarationList, add);
        } else if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
            if (statement.name) add(statement.name);
        } else if (ts.isEnumDeclaration(statement)) {
            add(statement.name);
        } else if (ts.isModuleDeclaration(statement)) {
            if (ts.isIdentifier(statement.name)) add(statement.name);
        } else if (ts.isImportDeclaration(statement)) {
            addImport(statement.importClause, add);
        } else if (ts.isImportEqualsDeclaration(statement)) {
            add(statement.name);
        }
    }
}

function addImport(clause: ts.ImportClause | undefined, add: Add): void {
    if (clause?.name) add(clause.name);
    const bindings = clause?.namedBindings;
    if (!bindings) return;
    if (ts.isNamespaceImport(bindings)) add(bindings.name);
    else for (const specifier of bindings.elements) add(specifier.name);
}

function addList(list: ts.VariableDeclarationList, add: Add): void {
    for (const declaration of list.declarations) addBinding(declaration.name, add);
}

function addBinding(name: ts.BindingName, add: Add): void {
    if (ts.isIdentifier(name)) {
        add(name);
        return;
    }
    for (const element of name.elements) if (ts.isBindingElement(element)) addBinding(element.name, add);
}

/** `var`s anywhere below, but not in functions and namespaces below. */
function addHoisted(node: ts.Node, add: Add): void {
    ts.forEachChild(node, (child) => {
        if (ts.isFunctionLike(child) || ts.isTypeNode(child) || ts.isExpressionStatement(child)) return;
        if (ts.isModuleDeclaration(child)) return;
        if (ts.isVariableDeclarationList(child) && (child.flags & ts.NodeFlags.BlockScoped) === 0) addList(child, add);
        addHoisted(child, add);
    });
}
