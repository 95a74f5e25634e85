import type { WordName } from '../protocol/panelWords';

/** The words of the page, and numbers and times as the person's language writes them. */
export class Words {
    private readonly numbers: Intl.NumberFormat;
    private readonly tenths: Intl.NumberFormat;
    private readonly sizes: Intl.NumberFormat[];
    private readonly clock: Intl.DateTimeFormat;
    private readonly date: Intl.DateTimeFormat;

    constructor(
        private readonly words: Readonly<Record<string, string>>,
        locale: string,
    ) {
        this.numbers = new Intl.NumberFormat(locale);
        this.tenths = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
        this.sizes = ['kilobyte', 'megabyte', 'gigabyte'].map(
            (unit) =>
                new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }),
        );
        const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
        this.clock = new Intl.DateTimeFormat(locale, { ...time, fractionalSecondDigits: 3 });
        this.date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
    }

    /** A word, or what was put into its places `{0}`, `{1}`, … */
    say(name: WordName, ...values: (string | number)[]): string {
        const word = this.words[name] ?? name;
        return word.replace(/\{(\d)\}/g, (place, index) => String(values[Number(index)] ?? place));
    }

    count(value: number): string {
        return this.numbers.format(value);
    }

    /** Bytes, as `512 B`, `1.4 kB`, … */
    size(bytes: number): string {
        if (bytes < 1000) return `${this.count(bytes)} B`;
        const power = Math.min(Math.floor(Math.log10(bytes) / 3), this.sizes.length);
        return this.sizes[power - 1]?.format(bytes / 1000 ** power) ?? '';
    }

    duration(ms: number): string {
        if (ms < 1000) return this.say('unit.ms', this.count(Math.round(ms)));
        const seconds = Math.floor(ms / 1000);
        if (seconds < 60) return this.say('unit.s', this.tenths.format(Math.floor(ms / 100) / 10));
        const minutes = Math.floor(seconds / 60);
        if (minutes < 60) return this.say('unit.min', minutes, seconds % 60);
        return this.say('unit.h', Math.floor(minutes / 60), minutes % 60);
    }

    /** The time of the day, with milliseconds. */
    time(at: string): string {
        return this.clock.format(new Date(at));
    }

    /** @param at milliseconds since the epoch */
    dateTime(at: number): string {
        return this.date.format(at);
    }
}
