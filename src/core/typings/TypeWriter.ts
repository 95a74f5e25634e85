import type { ModelField, ModelType } from '../models/types';
import { propertyName, quoted } from './identifiers';

const INDENT = '    ';

/** Writes types of `nango.yaml` (nango-semantics §2.5) as TypeScript. */
export class TypeWriter {
    /**
     * @param names what each model is called in TypeScript
     * @param globalName how a type of the language is reached, e.g. `Date` where a model has that name
     */
    constructor(
        private readonly names: ReadonlyMap<string, string>,
        private readonly globalName: (name: string) => string,
    ) {}

    /** The body of an interface, from `{` to `}`. A field that comes twice is written as it was last. */
    object(fields: readonly ModelField[], index: ModelField | undefined, depth = 0): string {
        const inner = INDENT.repeat(depth + 1);
        const byName = new Map(fields.map((field) => [field.name, field]));
        const members = [...byName.values()].map(({ name, optional, type }) => {
            const text = this.type(type, depth + 1);
            return {
                key: `${propertyName(name)}${optional ? '?' : ''}`,
                text: optional ? `${text} | undefined` : text,
            };
        });
        const lines = members.map(({ key, text }) => `${inner}${key}: ${text};`);
        if (index) lines.push(`${inner}[key: string]: ${this.indexType(index, members, depth + 1)};`);
        return lines.length > 0 ? `{\n${lines.join('\n')}\n${INDENT.repeat(depth)}}` : '{}';
    }

    /** @param depth levels of indentation of the line that it stands in */
    type(type: ModelType, depth = 0): string {
        switch (type.kind) {
            case 'primitive':
                return type.name;
            case 'date':
                return this.globalName('Date');
            case 'record':
                return `${this.globalName('Record')}<string, any>`;
            case 'literal':
                return typeof type.value === 'string' ? quoted(type.value) : String(type.value);
            case 'array':
                return this.array(type.element, depth);
            case 'union':
                return [...new Set(type.members.map((member) => this.type(member, depth)))].join(' | ');
            case 'reference':
                return this.names.get(type.name) ?? 'any';
            case 'object':
                return this.object(type.fields, type.index, depth);
            case 'invalid':
                return 'any';
        }
    }

    private array(element: ModelType, depth: number): string {
        const text = this.type(element, depth);
        return element.kind === 'union' ? `(${text})[]` : `${text}[]`;
    }

    /** Named fields must fit the index signature too, or the interface is an error in itself. */
    private indexType(index: ModelField, members: readonly { text: string }[], depth: number): string {
        const own = this.type(index.type, depth);
        if (own === 'any') return own;
        return [...new Set([own, ...members.map(({ text }) => text)])].join(' | ');
    }
}
