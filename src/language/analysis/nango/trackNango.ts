import ts from 'typescript';
import { isExported } from '../source/entry';
import {
    constInitializer,
    type FunctionNode,
    functionOf,
    isFunctionNode,
    keyText,
    wrapped,
} from '../source/expressions';
import type { ScriptSource } from '../source/ScriptSource';
import { type NangoClass, readAnnotation } from './nangoTypes';

/** Where an object came into the file that is Nango's beyond doubt. */
export interface NangoRoot {
    function: FunctionNode;
    /** The function that Nango itself calls, as opposed to one that is handed the object. */
    entry: boolean;
    /** As annotated. */
    className?: NangoClass;
}

/** One use of a member of the `nango` object: `nango.log`, `nango['log']`, or `log` after `const { log } = nango`. */
export interface NangoUse {
    member: string;
    /** The node that names the member. */
    name: ts.Node;
    /** What is called, or read. */
    callee: ts.Expression;
    call?: ts.CallExpression;
    root: NangoRoot;
}

export interface NangoUses {
    /** In the order of the file. */
    uses: readonly NangoUse[];
    /** Names that hold the object, for those who write new calls: declarations with the functions they are visible in. */
    names: readonly { declaration: ts.Identifier; root: NangoRoot }[];
    /** Functions from which the object goes where it is not followed. */
    handedOn: ReadonlySet<FunctionNode>;
}

/**
 * Every use of Nango's object in a file. It is followed from the parameters that receive it through other names,
 * destructuring and calls of functions of the same file; what cannot be followed with certainty is left alone.
 *
 * @param entries functions that Nango calls: their first parameter is the object, whatever it is called
 */
export function trackNango(source: ScriptSource, entries: readonly FunctionNode[]): NangoUses {
    return new Tracker(source).run(entries);
}

class Tracker {
    private readonly uses: NangoUse[] = [];
    private readonly names: { declaration: ts.Identifier; root: NangoRoot }[] = [];
    private readonly handedOn = new Set<FunctionNode>();
    private readonly seen = new Set<ts.Node>();

    constructor(private readonly source: ScriptSource) {}

    run(entries: readonly FunctionNode[]): NangoUses {
        for (const entry of entries) this.follow(entry, 0, { function: entry, entry: true });
        for (const node of this.source.index.functions) {
            if (!isFunctionNode(node)) continue;
            for (const [index, parameter] of node.parameters.entries()) {
                const annotation = readAnnotation(this.source, parameter.type);
                const isKnown =
                    annotation.kind === 'nango' || (annotation.kind === 'open' && this.isByName(node, parameter));
                if (isKnown) this.follow(node, index, { function: node, entry: false });
            }
        }
        this.uses.sort((a, b) => a.name.pos - b.name.pos);
        return { uses: this.uses, names: this.names, handedOn: this.handedOn };
    }

    /** An untyped parameter called `nango` of a function that other files call. */
    private isByName(node: FunctionNode, parameter: ts.ParameterDeclaration): boolean {
        if (!ts.isIdentifier(parameter.name) || parameter.name.text !== 'nango') return false;
        if (ts.isFunctionDeclaration(node)) return isExported(node);
        const declaration = node.parent;
        const statement = ts.isVariableDeclaration(declaration) && declaration.parent.parent;
        return statement && ts.isVariableStatement(statement) && isExported(statement);
    }

    private follow(node: FunctionNode, index: number, root: NangoRoot): void {
        const parameter = node.parameters[index];
        if (!parameter || parameter.dotDotDotToken || this.seen.has(parameter)) return;
        this.seen.add(parameter);
        const annotation = readAnnotation(this.source, parameter.type);
        if (annotation.kind === 'nango' && annotation.className) root.className = annotation.className;
        this.followName(parameter.name, root);
    }

    private followName(name: ts.BindingName, root: NangoRoot): void {
        if (ts.isObjectBindingPattern(name)) {
            this.followPattern(name, root);
        } else if (ts.isIdentifier(name)) {
            this.names.push({ declaration: name, root });
            for (const reference of this.source.references(name)) this.followReference(reference, root);
        }
    }

    /** `const { log, batchSave: save } = nango` */
    private followPattern(pattern: ts.ObjectBindingPattern, root: NangoRoot): void {
        for (const element of pattern.elements) {
            const key = element.propertyName ?? element.name;
            const member = ts.isIdentifier(key) ? key.text : ts.isPropertyName(key) ? keyText(key) : undefined;
            if (element.dotDotDotToken || member === undefined) {
                this.handedOn.add(root.function);
                continue;
            }
            if (!ts.isIdentifier(element.name)) continue;
            for (const reference of this.source.references(element.name))
                this.addUse(member, reference, reference, root);
        }
    }

    private followReference(reference: ts.Identifier, root: NangoRoot): void {
        const value = wrapped(reference);
        const { parent } = value;
        if (ts.isPropertyAccessExpression(parent) && parent.expression === value) {
            this.addUse(parent.name.text, parent.name, parent, root);
        } else if (ts.isElementAccessExpression(parent) && parent.expression === value) {
            const { argumentExpression: key } = parent;
            if (ts.isStringLiteralLike(key)) this.addUse(key.text, key, parent, root);
            else this.handedOn.add(root.function);
        } else if (ts.isVariableDeclaration(parent) && parent.initializer === value) {
            this.followVariable(parent, root);
        } else if (ts.isCallExpression(parent) && parent.arguments.includes(value)) {
            this.followArgument(parent, parent.arguments.indexOf(value), root);
        } else if (!isHarmless(value)) {
            this.handedOn.add(root.function);
        }
    }

    private followVariable(declaration: ts.VariableDeclaration, root: NangoRoot): void {
        const isConst = (declaration.parent.flags & ts.NodeFlags.Const) !== 0;
        const isOpen = readAnnotation(this.source, declaration.type).kind !== 'other';
        if (isConst && isOpen && !this.seen.has(declaration)) {
            this.seen.add(declaration);
            this.followName(declaration.name, root);
        } else {
            this.handedOn.add(root.function);
        }
    }

    private followArgument(call: ts.CallExpression, index: number, root: NangoRoot): void {
        this.handedOn.add(root.function);
        const hasSpread = call.arguments.slice(0, index).some(ts.isSpreadElement);
        const callee = hasSpread ? undefined : functionOf(this.source, call.expression);
        const parameter = callee?.parameters[index];
        if (!callee || !parameter || readAnnotation(this.source, parameter.type).kind !== 'open') return;
        if (this.isAlwaysGivenNango(callee, index)) this.follow(callee, index, { function: callee, entry: false });
    }

    /** True when every call of the function, all of them in this file, passes a name that holds the object. */
    private isAlwaysGivenNango(callee: FunctionNode, index: number): boolean {
        const name = declaredName(callee);
        if (!name) return false;
        return this.source.references(name).every((reference) => {
            const call = reference.parent;
            const isCall = ts.isCallExpression(call) && call.expression === reference;
            const argument = isCall ? call.arguments[index] : undefined;
            return argument !== undefined && ts.isIdentifier(argument) && this.holdsNango(argument);
        });
    }

    private holdsNango(identifier: ts.Identifier, seen = new Set<ts.Node>()): boolean {
        const declaration = this.source.resolve(identifier);
        if (!declaration || seen.has(declaration)) return false;
        seen.add(declaration);
        if (this.names.some((name) => name.declaration === declaration)) return true;
        const { parent } = declaration;
        if (ts.isParameter(parent)) return readAnnotation(this.source, parent.type).kind === 'nango';
        const initializer = constInitializer(this.source, identifier);
        return initializer !== undefined && ts.isIdentifier(initializer) && this.holdsNango(initializer, seen);
    }

    private addUse(member: string, name: ts.Node, callee: ts.Expression, root: NangoRoot): void {
        const outer = wrapped(callee);
        const { parent } = outer;
        const call = ts.isCallExpression(parent) && parent.expression === outer ? parent : undefined;
        this.uses.push({ member, name, callee, root, ...(call && { call }) });
    }
}

function declaredName(node: FunctionNode): ts.Identifier | undefined {
    if (ts.isFunctionDeclaration(node)) return node.name;
    const { parent } = node;
    return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name : undefined;
}

/** Uses that only look at the object: `typeof nango`, `!nango`, `if (nango)`, `nango === x`, `'get' in nango`. */
function isHarmless(value: ts.Expression): boolean {
    const { parent } = value;
    return (
        ts.isTypeOfExpression(parent) ||
        ts.isPrefixUnaryExpression(parent) ||
        ts.isIfStatement(parent) ||
        (ts.isBinaryExpression(parent) && parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) ||
        (ts.isExpressionStatement(parent) && parent.expression === value)
    );
}
