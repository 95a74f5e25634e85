import type { TypingsOutcome } from '../../host/typings';
import type { Style, Tone } from './style';
import { printableLine } from './text';

const WORDS: Record<TypingsOutcome | 'zero-yaml', { tone: Tone; word: string; note?: string }> = {
    written: { tone: 'good', word: 'written' },
    unchanged: { tone: 'dim', word: 'unchanged' },
    stale: { tone: 'warn', word: 'out of date', note: 'run syncbench types' },
    'hand-written': { tone: 'dim', word: 'left', note: 'written by hand' },
    declined: { tone: 'dim', word: 'left', note: 'it is from the official tool; --replace replaces it' },
    unasked: { tone: 'warn', word: 'left', note: 'it is from the official tool; pass --replace to replace it' },
    'zero-yaml': { tone: 'dim', word: 'nothing to write', note: 'a zero-YAML project has its models in its scripts' },
};

/** One line about what became of a `models.ts`, or why a project has none. */
export function outcomeLine(file: string, outcome: TypingsOutcome | 'zero-yaml', models: number, style: Style): string {
    const { tone, word, note } = WORDS[outcome];
    const counted = outcome === 'written' ? `${models} ${models === 1 ? 'model' : 'models'}` : note;
    const rest = counted === undefined ? '' : style.paint('dim', `  ${counted}`);
    return `${printableLine(style.file(file))}  ${style.paint(tone, word)}${rest}`;
}
