interface Item {
    label: string;
    kind?: number;
    description?: string;
    detail?: string;
}
type Button = string | { title: string };

/**
 * Questions and messages, answered by what a test has laid ready, and written down as text. A question that nothing
 * was laid ready for is turned away from.
 */
export class Dialogs {
    private readonly answers: (string | undefined)[] = [];
    private lines: string[] = [];

    /** What the next questions are answered: a pick's or button's label, an input's text; `undefined` turns away. */
    answer(...answers: (string | undefined)[]): void {
        this.answers.push(...answers);
    }

    /** Everything that was asked and said since this was last called. */
    take(): string {
        const text = this.lines.join('\n');
        this.lines = [];
        return text;
    }

    pick(items: readonly Item[], options: { title?: string } = {}): Item | undefined {
        const answer = this.answers.shift();
        const chosen = items.find(({ label }) => answer !== undefined && label === answer);
        this.lines.push(`? ${options.title ?? 'Pick'}`);
        for (const item of items) {
            const { label, description, detail, kind } = item;
            const texts = kind === -1 ? ['—'] : [label, description, detail].filter((text) => text !== undefined);
            this.lines.push(`${item === chosen ? '  > ' : '    '}${texts.join(' | ')}`);
        }
        if (answer !== undefined && !chosen) throw new Error(`There is no "${answer}" in:\n${this.take()}`);
        return chosen;
    }

    input(options: { title?: string; value?: string; validateInput?(text: string): unknown }): string | undefined {
        const answer = this.answers.shift();
        this.lines.push(`? ${options.title ?? 'Input'} [${options.value ?? ''}] ${answer ?? '(turned away)'}`);
        const problem = answer === undefined ? undefined : options.validateInput?.(answer);
        if (!problem) return answer;
        this.lines.push(`  ! ${problem}`);
        return undefined;
    }

    save(options: { title?: string }): string | undefined {
        const answer = this.answers.shift();
        this.lines.push(`? ${options.title ?? 'Save'} ${answer === undefined ? '(turned away)' : '> file'}`);
        return answer;
    }

    /** A modal message is a question; any other is only said, and not answered unless its button was laid ready. */
    message(kind: string, text: string, rest: readonly unknown[]): Button | undefined {
        const options = rest.find((each) => isOptions(each));
        const buttons = rest.filter((each): each is Button => !isOptions(each));
        const titles = buttons.map(titleOf);
        const isNext = buttons.length > 0 && titles.includes(this.answers[0] ?? '');
        const answer = options?.modal || isNext ? this.answers.shift() : undefined;
        const shown = titles.map((title) => ` [${title}]${title === answer ? '<' : ''}`).join('');
        this.lines.push(`${kind}: ${text}${shown}`);
        return buttons.find((button) => titleOf(button) === answer);
    }
}

function titleOf(button: Button): string {
    return typeof button === 'string' ? button : button.title;
}

function isOptions(value: unknown): value is { modal?: boolean } {
    return typeof value === 'object' && value !== null && !('title' in value);
}
