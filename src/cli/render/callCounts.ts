import type { RunCounters } from '../../protocol/events';
import { count, counted } from './text';

/** `3 HTTP calls, 2 refused`: those that went out, and those that `--read-only` refused. */
export function callCounts({ http, refused = 0 }: Pick<RunCounters, 'http' | 'refused'>): string {
    const sent = counted(http - refused, 'HTTP call');
    return refused === 0 ? sent : `${sent}, ${count(refused)} refused`;
}
