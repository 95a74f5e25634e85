import type { VSCode } from '../vscodeTypes';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 2_629_800_000;
const YEAR = 31_557_600_000;

/**
 * `just now`, `3 minutes ago`, `yesterday`. Times are milliseconds since the epoch. In our own words, not by `Intl`, for
 * the reason that `groupedNumber` gives.
 */
export function relativeTime({ l10n }: Pick<VSCode, 'l10n'>, at: number, now: number): string {
    const elapsed = now - at;
    const count = (unit: number) => Math.floor(elapsed / unit);
    if (elapsed < MINUTE) return l10n.t('just now');
    if (elapsed < HOUR) return count(MINUTE) === 1 ? l10n.t('1 minute ago') : l10n.t('{0} minutes ago', count(MINUTE));
    if (elapsed < DAY) return count(HOUR) === 1 ? l10n.t('1 hour ago') : l10n.t('{0} hours ago', count(HOUR));
    if (elapsed < MONTH) return count(DAY) === 1 ? l10n.t('yesterday') : l10n.t('{0} days ago', count(DAY));
    if (elapsed < YEAR) return count(MONTH) === 1 ? l10n.t('last month') : l10n.t('{0} months ago', count(MONTH));
    return count(YEAR) === 1 ? l10n.t('last year') : l10n.t('{0} years ago', count(YEAR));
}
