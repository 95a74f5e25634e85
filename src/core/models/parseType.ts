import { partRange, type SourceScalar } from './source';
import type { ModelType, PrimitiveName } from './types';

/** Type names in lower case and what they stand for (nango-semantics §2.5). */
const PRIMITIVES = new Map<string, PrimitiveName>([
    ['string', 'string'],
    ['char', 'string'],
    ['varchar', 'string'],
    ['number', 'number'],
    ['integer', 'number'],
    ['int', 'number'],
    ['float', 'number'],
    ['boolean', 'boolean'],
    ['bool', 'boolean'],
    ['bigint', 'bigint'],
    ['any', 'any'],
    ['never', 'never'],
    ['void', 'void'],
    ['undefined', 'undefined'],
]);

const CONSTANTS = new Map<string, boolean | null>([
    ['true', true],
    ['false', false],
    ['null', null],
]);

/** More nesting than any real type has; keeps a hostile text from exhausting the stack. */
const MAX_DEPTH = 50;

const OPENING = '([{<';
const CLOSING = ')]}>';
const QUOTES = '\'"`';

/**
 * Reads a type written as text, e.g. `string | Issue[] | null` (nango-semantics §2.5), as a person expects where the
 * official tool misreads it (§2.9). A word that is neither a type nor one of the document's models is a string literal.
 * Never throws; what is no type at all comes back as an `invalid` one.
 *
 * @param models names of the document's models
 */
export function parseType(scalar: SourceScalar, models: ReadonlySet<string>): ModelType {
    return new TypeText(scalar, models).read(0, scalar.text.length, 0);
}

class TypeText {
    private readonly text: string;

    constructor(
        private readonly scalar: SourceScalar,
        private readonly models: ReadonlySet<string>,
    ) {
        this.text = scalar.text;
    }

    read(from: number, to: number, depth: number): ModelType {
        const [start, end] = this.trim(from, to);
        const range = partRange(this.scalar, start, end);
        const text = this.text.slice(start, end);
        if (depth > MAX_DEPTH) return { kind: 'invalid', range, text, reason: 'too-deep' };
        if (text === '') return { kind: 'invalid', range, text, reason: 'empty' };

        const bars = this.topLevelBars(start, end);
        if (bars.length > 0) {
            const starts = [start, ...bars.map((bar) => bar + 1)];
            const members = starts.map((first, i) => this.read(first, bars[i] ?? end, depth + 1));
            return { kind: 'union', range, members };
        }
        if (text.endsWith('[]')) {
            const element = this.read(start, end - 2, depth + 1);
            const isEmpty = element.kind === 'invalid' && element.reason === 'empty';
            return isEmpty ? { ...element, range, text } : { kind: 'array', range, element };
        }
        if (text.startsWith('(') && text.endsWith(')')) {
            return { ...this.read(start + 1, end - 1, depth + 1), range, oddity: 'parentheses' };
        }
        return this.readWord(text, start, end);
    }

    private readWord(word: string, start: number, end: number): ModelType {
        const range = partRange(this.scalar, start, end);
        const lower = word.toLowerCase();
        const primitive = PRIMITIVES.get(lower);
        if (primitive) return { kind: 'primitive', range, name: primitive };
        if (lower === 'date') return { kind: 'date', range };
        if (lower === 'object') return { kind: 'record', range };
        if (lower === 'array') {
            return { kind: 'array', range, element: { kind: 'primitive', range, name: 'any' } };
        }
        const constant = CONSTANTS.get(word);
        if (constant !== undefined) return { kind: 'literal', range, value: constant, fallback: false };
        if (this.models.has(word)) return { kind: 'reference', range, name: word };
        if (/^-?\d+(\.\d+)?$/.test(word)) return { kind: 'literal', range, value: Number(word), fallback: false };
        if (/^\d/.test(word)) {
            return { kind: 'literal', range, value: word, fallback: false, oddity: 'read-as-number' };
        }
        if (isQuoted(word)) return { kind: 'literal', range, value: word.slice(1, -1), fallback: false };
        if (/^[\w$.]+\s*<.*>$/s.test(word)) return { kind: 'invalid', range, text: word, reason: 'generic' };
        const literal: ModelType = { kind: 'literal', range, value: word, fallback: true };
        return /[()]/.test(word) ? { ...literal, oddity: 'parentheses' } : literal;
    }

    /** Offsets of the bars that separate the members of a union: those outside of brackets and quotes. */
    private topLevelBars(start: number, end: number): number[] {
        const bars: number[] = [];
        let open = 0;
        for (let i = start; i < end; i++) {
            const character = this.text[i]!;
            if (QUOTES.includes(character)) {
                // A lone quote is part of a word, e.g. in "don't know".
                const closing = this.text.indexOf(character, i + 1);
                const opensWord = /^$|[\s|([]$/.test(this.text.slice(start, i).slice(-1));
                if (opensWord && closing !== -1 && closing < end) i = closing;
            } else if (OPENING.includes(character)) open += 1;
            else if (CLOSING.includes(character)) open = Math.max(0, open - 1);
            else if (character === '|' && open === 0) bars.push(i);
        }
        return bars;
    }

    private trim(start: number, end: number): [start: number, end: number] {
        let [first, last] = [start, end];
        while (first < last && isSpace(this.text[first]!)) first += 1;
        while (last > first && isSpace(this.text[last - 1]!)) last -= 1;
        return [first, last];
    }
}

function isQuoted(word: string): boolean {
    const quote = word[0]!;
    return word.length > 1 && QUOTES.includes(quote) && word.indexOf(quote, 1) === word.length - 1;
}

function isSpace(character: string): boolean {
    return character.trim() === '';
}
