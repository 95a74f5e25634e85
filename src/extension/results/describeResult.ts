import type { ThemeIcon } from 'vscode';
import type { LastRun } from '../../host/store/requests';
import type { RecordCounts, RunCounters, RunOutcome, RunStatus } from '../../protocol/events';
import type { LiveRun } from '../runs/LiveRun';
import type { VSCode } from '../vscodeTypes';
import { groupedNumber } from './groupedNumber';
import { relativeTime } from './relativeTime';

/** How a run went, in words for one line, as an icon whose shape says the same as its colour, and at length. */
export interface ResultText {
    /** `120 records, +3 ~2 −1, 2.1 s` */
    text: string;
    icon: ThemeIcon;
    /** Plain text, some lines. */
    tooltip: string;
}

interface Result {
    status: RunStatus;
    durationMs?: number;
    models: Record<string, RecordCounts>;
    error?: string;
    /** A limit of its own ended it early. */
    partial?: boolean;
}

/** Colours are those of VS Code's own test results, so that every theme has them. */
const ICONS: Record<RunStatus, [icon: string, color: string]> = {
    running: ['loading~spin', 'progressBar.background'],
    succeeded: ['pass', 'testing.iconPassed'],
    failed: ['error', 'testing.iconFailed'],
    cancelled: ['circle-slash', 'testing.iconSkipped'],
    interrupted: ['debug-disconnect', 'testing.iconErrored'],
};
const LONGEST_MESSAGE = 120;

/** A stored run; its tooltip also says when it was, and with which connection. */
export function describeLastRun(vscode: VSCode, run: LastRun, now = Date.now()): ResultText {
    const described = describe(vscode, run);
    const { l10n } = vscode;
    const when = relativeTime(vscode, Date.parse(run.startedAt), now);
    const tooltip = `${described.tooltip}\n${l10n.t('{0}, connection {1}', when, run.connectionId)}`;
    return { ...described, tooltip };
}

/** The result of a run of this window, whether or not it came into the store. */
export function describeOutcome(vscode: VSCode, outcome: RunOutcome, { models }: RunCounters): ResultText {
    return describe(vscode, { ...outcome, models, error: outcome.error?.message });
}

/** A run that waits or goes on. */
export function describeLiveRun(vscode: VSCode, run: LiveRun): ResultText {
    const { l10n } = vscode;
    if (run.state === 'queued') {
        const tooltip = l10n.t('Runs when the run before it is over.');
        return { text: l10n.t('waiting…'), icon: new vscode.ThemeIcon('watch'), tooltip };
    }
    const text = run.isCancelling ? l10n.t('cancelling…') : l10n.t('running…');
    return { text, icon: iconOf(vscode, 'running'), tooltip: text };
}

/** `340 ms`, `2.1 s`, `3 min 20 s` */
export function durationText({ l10n }: Pick<VSCode, 'l10n'>, milliseconds: number): string {
    if (milliseconds < 1000) return l10n.t('{0} ms', Math.round(milliseconds));
    if (milliseconds < 59_950) return l10n.t('{0} s', (milliseconds / 1000).toFixed(1));
    const seconds = Math.round(milliseconds / 1000);
    return l10n.t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
}

/** `1 record`, `2,000 records` */
export function recordsText({ l10n, env }: Pick<VSCode, 'l10n' | 'env'>, count: number): string {
    return count === 1 ? l10n.t('1 record') : l10n.t('{0} records', groupedNumber(env.language, count));
}

function describe(vscode: VSCode, result: Result): ResultText {
    const lines = [textOf(vscode, result, result.error)];
    for (const [model, counts] of Object.entries(result.models)) {
        lines.push(`${model}: ${savedText(vscode, counts)}`);
    }
    const message = result.error?.trim().split('\n')[0] ?? '';
    const short = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE - 1)}…` : message;
    return {
        text: textOf(vscode, result, short),
        icon: iconOf(vscode, result.status),
        tooltip: lines.join('\n'),
    };
}

function textOf(vscode: VSCode, { status, durationMs, models, partial }: Result, message: string | undefined): string {
    const { l10n } = vscode;
    const time = durationMs === undefined ? undefined : durationText(vscode, durationMs);
    const all = Object.values(models);
    switch (status) {
        case 'running':
            return l10n.t('running…');
        case 'interrupted':
            return l10n.t('interrupted');
        case 'failed':
            return message ? l10n.t('failed: {0}', message) : l10n.t('failed');
        case 'cancelled':
            return joined([time === undefined ? l10n.t('cancelled') : l10n.t('cancelled after {0}', time), saved(all)]);
        case 'succeeded':
            return joined([saved(all) ?? l10n.t('succeeded'), partial ? l10n.t('limit reached') : undefined, time]);
    }

    function saved(counts: RecordCounts[]): string | undefined {
        return counts.length === 0 ? undefined : savedText(vscode, counts.reduce(sum));
    }
}

/** `120 records, +3 ~2 −1`: what came, and what was new about it. */
function savedText(vscode: VSCode, { added, updated, unchanged, deleted }: RecordCounts): string {
    const { l10n, env } = vscode;
    const signed = (sign: string, count: number) => (count > 0 ? `${sign}${groupedNumber(env.language, count)}` : '');
    const changes = [signed('+', added), signed('~', updated), signed('−', deleted)].filter(Boolean).join(' ');
    const total = added + updated + unchanged;
    if (total === 0) return joined([l10n.t('no records'), changes]);
    return joined([recordsText(vscode, total), changes || l10n.t('unchanged')]);
}

function sum(a: RecordCounts, b: RecordCounts): RecordCounts {
    return {
        added: a.added + b.added,
        updated: a.updated + b.updated,
        unchanged: a.unchanged + b.unchanged,
        deleted: a.deleted + b.deleted,
    };
}

function joined(parts: (string | undefined)[]): string {
    return parts.filter(Boolean).join(', ');
}

function iconOf(vscode: VSCode, status: RunStatus): ThemeIcon {
    const [id, color] = ICONS[status];
    return new vscode.ThemeIcon(id, new vscode.ThemeColor(color));
}
