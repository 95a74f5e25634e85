import type { SourceRange } from './source';

/**
 * A type as `nango.yaml` writes it (nango-semantics §2.5), with its place. What the official tool reads otherwise than a
 * person would carries an `oddity` (§2.9).
 */
export type ModelType =
    | PrimitiveType
    | DateType
    | RecordType
    | LiteralType
    | ArrayType
    | UnionType
    | ReferenceType
    | ObjectType
    | InvalidType;

export type PrimitiveName = 'string' | 'number' | 'boolean' | 'bigint' | 'any' | 'never' | 'void' | 'undefined';

interface TypeBase {
    range: SourceRange;
    oddity?: TypeOddity;
}

/**
 * How the official tool misreads a type (§2.9): a number's digits at the beginning of a word are taken for the number,
 * an unquoted date for an object, and parentheses for a part of a word.
 */
export type TypeOddity = 'read-as-number' | 'unquoted-date' | 'parentheses';

export interface PrimitiveType extends TypeBase {
    kind: 'primitive';
    name: PrimitiveName;
}

/** `Date` in TypeScript, a `date-time` string in JSON schema. */
export interface DateType extends TypeBase {
    kind: 'date';
}

/** `object`: any keys with any values. */
export interface RecordType extends TypeBase {
    kind: 'record';
}

export interface LiteralType extends TypeBase {
    kind: 'literal';
    value: string | number | boolean | null;
    /** True for a word without quotes that is neither a type nor a model: perhaps a model's name is misspelt. */
    fallback: boolean;
}

/** Whether a type is a lone word that is no type and no model. */
export function isUnknownWord(type: ModelType): type is LiteralType {
    return type.kind === 'literal' && type.fallback;
}

export interface ArrayType extends TypeBase {
    kind: 'array';
    element: ModelType;
}

export interface UnionType extends TypeBase {
    kind: 'union';
    members: ModelType[];
}

/** The name of a model of the same document. */
export interface ReferenceType extends TypeBase {
    kind: 'reference';
    name: string;
}

export interface ObjectType extends TypeBase {
    kind: 'object';
    fields: ModelField[];
    /** `__string`: the type of every other key. */
    index?: ModelField;
}

/** A type that cannot be read; the official tool answers with `type_syntax_error` (§2.7). */
export interface InvalidType extends TypeBase {
    kind: 'invalid';
    text: string;
    reason: 'empty' | 'generic' | 'too-deep';
}

export interface ModelField {
    /** Without the `?` of an optional field. */
    name: string;
    nameRange: SourceRange;
    optional: boolean;
    type: ModelType;
}

/** One entry of `models`, without what it inherits. */
export interface Model {
    name: string;
    nameRange: SourceRange;
    /** The whole value. */
    range: SourceRange;
    /** False when it is something else, and thus without fields. */
    isMapping: boolean;
    fields: ModelField[];
    /** `__string`: the type of every other key. */
    index?: ModelField;
    /** `__extends`: names of parents, which need not exist. */
    parents: { name: string; range: SourceRange }[];
}
