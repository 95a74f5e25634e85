import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { PanelGiven, PanelRun, PanelRunState } from '../protocol/panel';
import { CHANGE_ICONS, CHANGES, icon, STATE_ICONS } from './icon';
import { PageElement } from './PageElement';
import { toolButton } from './toolButton';

/** Milliseconds between two readings of the clock. */
const TICK = 250;
const CALM_TICK = 1_000;

export function isActive(state: PanelRunState): boolean {
    return state === 'starting' || state === 'running' || state === 'cancelling';
}

/** Which run this is, how it is, and what can be done with it. */
export class RunHeader extends PageElement {
    static override properties = { ...PageElement.properties, run: { attribute: false } };

    declare run: PanelRun;
    private timer: number | undefined;

    override disconnectedCallback(): void {
        super.disconnectedCallback();
        this.stopClock();
    }

    protected override updated(changed: PropertyValues<this>): void {
        if (!changed.has('run')) return;
        if (!isActive(this.run.state)) this.stopClock();
        else if (this.timer === undefined) this.startClock();
    }

    protected override render(): TemplateResult {
        const { words } = this.context;
        const { name, kind, state } = this.run;
        const shown = STATE_ICONS[state];
        return html`
            <div class="header-line">
                <h1 title=${name}>${name}</h1>
                <span class="pill">${words.say(`kind.${kind}`)}</span>
                <span class="state ${shown.tone}">${icon(shown.name, { tone: shown.tone })}${words.say(`state.${state}`)}</span>
                ${this.buttons()}
            </div>
            <ul class="facts">${this.facts().map((fact) => html`<li>${fact}</li>`)}</ul>
        `;
    }

    private buttons(): TemplateResult {
        const { words, extension } = this.context;
        const { key, state, canRunAgain, counters, waiting, repeated } = this.run;
        const hasRecords = Object.keys(counters.models).length > 0;
        const going = isActive(state);
        return html`<div class="tools">
            ${toolButton({
                icon: 'debug-rerun',
                label: words.say('button.runAgain'),
                detail: repeated.length > 0 ? words.say('header.repeats', repeated.map(this.givenText).join(', ')) : '',
                isDisabled: !canRunAgain || going,
                press: () => extension.send({ type: 'runAgain' }),
            })}
            ${toolButton({
                icon: 'debug-stop',
                // What waits goes with it.
                label: waiting > 0 ? words.say('button.cancelAll', words.count(waiting)) : words.say('button.cancel'),
                isDisabled: !going || state === 'cancelling',
                press: () => extension.send({ type: 'cancel' }),
            })}
            ${toolButton({
                icon: 'database',
                label: words.say('button.openRecords'),
                isDisabled: !hasRecords,
                press: () => extension.send({ type: 'openRecords', key }),
            })}
        </div>`;
    }

    private facts(): (TemplateResult | string)[] {
        const { words } = this.context;
        const { project, connection, startedAt, node, unavailable, waiting, isPartial } = this.run;
        const without = unavailable.join(', ');
        const facts: (TemplateResult | string | undefined)[] = [
            project,
            connection && words.say('header.connection', connection),
            words.say('header.started', words.dateTime(startedAt)),
            this.duration(),
            ...this.counts(),
            ...this.given(),
            isPartial ? words.say('header.partial') : undefined,
            node && (without ? words.say('header.without', node, without) : words.say('header.node', node)),
            waiting > 0 ? words.say('header.waiting', words.count(waiting)) : undefined,
        ];
        return facts.filter((fact): fact is TemplateResult | string => Boolean(fact));
    }

    private given(): TemplateResult[] {
        return this.run.given.map((given) => {
            const text = this.givenText(given);
            return html`<span class="given" title=${text}>${text}</span>`;
        });
    }

    private readonly givenText = ({ label, value }: PanelGiven): string =>
        value === undefined ? label : this.context.words.say('header.given', label, value);

    private duration(): TemplateResult | undefined {
        const { state, durationMs, startedAt } = this.run;
        // The clock of a remote host may be ahead of this one.
        const ms = durationMs ?? (isActive(state) ? Math.max(0, Date.now() - startedAt) : undefined);
        return ms === undefined ? undefined : html`<span class="ticking">${this.context.words.duration(ms)}</span>`;
    }

    private counts(): TemplateResult[] {
        const { words } = this.context;
        const models = Object.values(this.run.counters.models);
        return CHANGES.map((change) => ({ change, count: models.reduce((sum, counts) => sum + counts[change], 0) }))
            .filter(({ count }) => count > 0)
            .map(({ change, count }) => {
                const { name, tone } = CHANGE_ICONS[change];
                return html`<span class="change">${icon(name, { tone })}${words.count(count)} ${words.say(`change.${change}`)}</span>`;
            });
    }

    private startClock(): void {
        const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
        this.timer = window.setInterval(() => this.requestUpdate(), isCalm ? CALM_TICK : TICK);
    }

    private stopClock(): void {
        window.clearInterval(this.timer);
        this.timer = undefined;
    }
}

customElements.define('syncbench-run-header', RunHeader);
