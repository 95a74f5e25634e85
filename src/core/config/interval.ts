import { LIMITS } from '../policy/limits';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const PHRASES: Record<string, number> = {
    'every half day': 12 * HOUR,
    'every half hour': 30 * MINUTE,
    'every quarter hour': 15 * MINUTE,
    'every hour': HOUR,
    'every day': DAY,
    'every week': 7 * DAY,
    'every month': 30 * DAY,
};

/** Units as the library `ms` reads them, which the official tool asks; without one, milliseconds. */
const UNITS: [RegExp, number][] = [
    [/^(milliseconds?|msecs?|ms)?$/, 1],
    [/^(seconds?|secs?|s)$/, 1_000],
    [/^(minutes?|mins?|m)$/, MINUTE],
    [/^(hours?|hrs?|h)$/, HOUR],
    [/^(days?|d)$/, DAY],
    [/^(weeks?|w)$/, 7 * DAY],
    [/^(years?|yrs?|y)$/, 365.25 * DAY],
];

/** Longer texts are not looked at. */
const LONGEST = 100;

/** Why a text is no interval. */
export type IntervalProblem = 'sync_interval_invalid' | 'sync_interval_too_short';

/**
 * Reads `runs` (nango-semantics §2.4): a phrase such as `every half hour`, or a duration such as `every 45 minutes` or `2h`.
 * The result is in milliseconds.
 */
export function readInterval(runs: string): number | IntervalProblem {
    const ms = Object.hasOwn(PHRASES, runs) ? PHRASES[runs] : readDuration(runs.replace('every ', ''));
    if (ms === undefined) return 'sync_interval_invalid';
    return ms < LIMITS.minFrequencyMs ? 'sync_interval_too_short' : ms;
}

function readDuration(text: string): number | undefined {
    if (text.length > LONGEST) return undefined;
    const match = /^(-?(?:\d+)?\.?\d+) *([a-z]*)$/i.exec(text);
    const unit = match && UNITS.find(([pattern]) => pattern.test(match[2]!.toLowerCase()));
    return unit ? Number(match[1]) * unit[1] : undefined;
}
