import type { Disposable, Event, EventEmitter, LogOutputChannel } from 'vscode';
import type { RunEvent, RunOutcome } from '../../protocol/events';
import { Disposables } from '../Disposables';
import type { EngineProvider } from '../engine/EngineProvider';
import type { ScriptEntry } from '../projects/readProject';
import type { VSCode } from '../vscodeTypes';
import { CALM_MS, LiveRun } from './LiveRun';
import type { RunChoices } from './RunChoices';

/** Runs one script at a time; further ones wait in the order in which they were asked for. */
export class RunService implements Disposable {
    private readonly disposables = new Disposables();
    private readonly changed: EventEmitter<LiveRun>;
    private readonly calm: EventEmitter<LiveRun>;
    private readonly received: EventEmitter<{ run: LiveRun; event: RunEvent }>;
    /** A run was queued, left the queue, got its session, or ended. */
    readonly onDidChange: Event<LiveRun>;
    /**
     * The same, for what is shown besides the Run view: without the first moments of a run. To show that it goes on
     * would only flicker if it is over by then, and would keep the window from drawing its first rows: a key of a `when`
     * clause alone makes VS Code draw the toolbars of all its views.
     */
    readonly onDidChangeCalmly: Event<LiveRun>;
    /** Something happened in a run. */
    readonly onDidReceive: Event<{ run: LiveRun; event: RunEvent }>;
    private readonly waiting: LiveRun[] = [];
    private active: LiveRun | undefined;
    private last: LiveRun | undefined;

    constructor(
        vscode: VSCode,
        private readonly engine: EngineProvider,
        private readonly log: LogOutputChannel,
    ) {
        this.changed = this.disposables.add(new vscode.EventEmitter<LiveRun>());
        this.received = this.disposables.add(new vscode.EventEmitter());
        this.calm = this.disposables.add(new vscode.EventEmitter<LiveRun>());
        this.onDidChange = this.changed.event;
        this.onDidChangeCalmly = this.calm.event;
        this.onDidReceive = this.received.event;
    }

    /** The run that is going on. */
    get current(): LiveRun | undefined {
        return this.active;
    }

    /** The run that is going on, else the one that ended last in this window. */
    get latest(): LiveRun | undefined {
        return this.active ?? this.last;
    }

    get queued(): readonly LiveRun[] {
        return this.waiting;
    }

    /** Runs a script, after those that were asked for before. Resolves when it is over; never rejects. */
    run(script: ScriptEntry, choices: RunChoices): Promise<RunOutcome> {
        const run = new LiveRun(script, choices);
        const over = new Promise<RunOutcome>((resolve) => {
            const listener = this.onDidChange((changed) => {
                if (changed !== run || !run.outcome) return;
                listener.dispose();
                resolve(run.outcome);
            });
        });
        this.waiting.push(run);
        this.tell(run);
        this.next();
        return over;
    }

    /** Cancels what runs; with `andQueued`, what waits, too. */
    cancel({ andQueued = false } = {}): void {
        if (andQueued) {
            for (const run of this.waiting.splice(0)) this.finish(run, CANCELLED);
        }
        this.active?.cancel();
        if (this.active) this.tell(this.active);
    }

    /** What runs is interrupted. */
    dispose(): void {
        this.active?.session?.abandon();
        this.disposables.dispose();
    }

    private next(): void {
        if (this.active) return;
        this.active = this.waiting.shift();
        if (this.active) void this.execute(this.active);
    }

    private async execute(run: LiveRun): Promise<void> {
        const { script } = run.script;
        const name = `${script.integration}/${script.name}`;
        run.state = 'starting';
        run.startedAt = Date.now();
        this.tell(run);
        const calm = setTimeout(() => this.calm.fire(run), CALM_MS);
        let outcome: RunOutcome;
        try {
            const session = await this.engine.start(run.script, run.choices);
            run.attach(session);
            session.onEvent((event) => {
                if (event.type !== 'finished' || event.runId !== session.runId) this.received.fire({ run, event });
            });
            run.state = 'running';
            this.log.info(`Run ${session.runId}: ${name}, connection ${session.target.connectionId}`);
            this.tell(run);
            outcome = await session.outcome;
            this.log.info(`Run ${session.runId}: ${outcome.status} after ${Math.round(outcome.durationMs)} ms`);
        } catch (error) {
            outcome = await this.refusal(run, error);
            this.log.error(`${name} could not start: ${outcome.error?.message}`);
        }
        clearTimeout(calm);
        this.last = run;
        this.active = undefined;
        this.finish(run, outcome);
        this.next();
    }

    private async refusal(run: LiveRun, error: unknown): Promise<RunOutcome> {
        const { toRunError } = await import('../../host/toRunError');
        return { status: 'failed', durationMs: Date.now() - run.startedAt, error: toRunError(error) };
    }

    private finish(run: LiveRun, outcome: RunOutcome): void {
        run.outcome = outcome;
        run.state = 'finished';
        this.tell(run);
    }

    private tell(run: LiveRun): void {
        this.changed.fire(run);
        const isWaiting = run.state === 'queued' && this.active !== undefined;
        if (run.outcome || isWaiting || run.isLasting) this.calm.fire(run);
    }
}

const CANCELLED: RunOutcome = { status: 'cancelled', durationMs: 0 };
