import type { VSCode } from '../vscodeTypes';

const UNITS: [unit: Intl.RelativeTimeFormatUnit, milliseconds: number][] = [
    ['year', 31_557_600_000],
    ['month', 2_629_800_000],
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
];

/** `just now`, `3 minutes ago`, `yesterday`, in the editor's language. Times are milliseconds since the epoch. */
export function relativeTime({ l10n, env }: Pick<VSCode, 'l10n' | 'env'>, at: number, now: number): string {
    const elapsed = now - at;
    for (const [unit, milliseconds] of UNITS) {
        if (elapsed < milliseconds) continue;
        const format = new Intl.RelativeTimeFormat(env.language, { numeric: 'auto' });
        return format.format(-Math.floor(elapsed / milliseconds), unit);
    }
    return l10n.t('just now');
}
