import { html, nothing, type TemplateResult } from 'lit';
import type { PanelEmpty, PanelRun, ToPage } from '../protocol/panel';
import { connectExtension, type Extension } from './Extension';
import { emptyView } from './emptyView';
import { HttpView } from './HttpView';
import { LogView } from './LogView';
import { outputView } from './outputView';
import { PageElement } from './PageElement';
import { PageState, TABS, type Tab } from './PageState';
import './RecordsView';
import './RunHeader';
import { isActive } from './RunHeader';
import { runProblems } from './runProblems';
import './TabList';
import type { VsCodeApi } from './VsCodeApi';
import { Words } from './Words';

/** Characters of an error that are read out: the page has them all. */
const LONGEST_SAID = 300;

/** The page of the view *Run*: a run, or why there is none. */
export class RunPage extends PageElement {
    static override properties = {
        ...PageElement.properties,
        run: { state: true },
        emptiness: { state: true },
        tab: { state: true },
        said: { state: true },
    };

    declare protected run: PanelRun | undefined;
    declare protected emptiness: PanelEmpty;
    declare protected tab: Tab;
    /** What became of the run, for who does not see it. */
    declare protected said: string;
    private isBlank = false;
    private extension: Extension | undefined;
    private kept: PageState | undefined;

    constructor() {
        super();
        this.emptiness = 'loading';
        this.said = '';
    }

    /** Listens to the extension, and says so to it. */
    connect(api: VsCodeApi): void {
        this.kept = new PageState(api);
        this.tab = this.kept.get('tab');
        this.extension = connectExtension(api, (event) => this.receive(event));
        this.extension.send({ type: 'ready' });
    }

    protected override render(): TemplateResult | typeof nothing {
        if (!this.context) return nothing;
        return html`
            ${this.run ? this.runView(this.run) : emptyView(this.context, this.emptiness)}
            <div class="unseen" role="status">${this.said}</div>
        `;
    }

    private runView(run: PanelRun): TemplateResult {
        const { context, tab } = this;
        const { counters } = run;
        const touched = Object.values(counters.models).reduce(
            (sum, { added, updated, unchanged, deleted }) => sum + added + updated + unchanged + deleted,
            0,
        );
        const isOver = !isActive(run.state) && run.state !== 'queued';
        return html`<main>
            <syncbench-run-header .context=${context} .run=${run}></syncbench-run-header>
            ${runProblems(context, run)}
            <syncbench-tabs
                .context=${context}
                .selected=${tab}
                .counts=${{ log: counters.logs, http: counters.http, records: touched }}
                @choose=${this.choose}
            ></syncbench-tabs>
            ${TABS.map(
                (each) => html`<section
                    id="part-${each}"
                    class="part"
                    role="tabpanel"
                    aria-labelledby="tab-${each}"
                    ?hidden=${each !== tab}
                >
                    ${this.partView(each, run, isOver)}
                </section>`,
            )}
        </main>`;
    }

    private partView(part: Tab, run: PanelRun, isOver: boolean): TemplateResult {
        const { context, isBlank } = this;
        const isShown = part === this.tab;
        switch (part) {
            case 'log':
                return html`<syncbench-log .context=${context} .runKey=${run.key} .isBlank=${isBlank} .calls=${run.calls} .isOver=${isOver} .isShown=${isShown}></syncbench-log>`;
            case 'http':
                return html`<syncbench-http .context=${context} .runKey=${run.key} .isBlank=${isBlank} .calls=${run.calls} .isOver=${isOver} .isShown=${isShown}></syncbench-http>`;
            case 'records':
                return html`<syncbench-records .context=${context} .run=${run} .isShown=${isShown}></syncbench-records>`;
            case 'output':
                return outputView(context, run);
        }
    }

    private receive(event: ToPage): void {
        switch (event.type) {
            case 'init': {
                const { extension, kept } = this;
                if (!extension || !kept) return;
                this.context = { words: new Words(event.words, event.locale), extension, state: kept };
                return;
            }
            case 'empty':
                this.run = undefined;
                this.emptiness = event.reason;
                return;
            case 'show':
                this.run = event.run;
                this.isBlank = event.isBlank;
                this.said = isActive(event.run.state) ? this.startedText(event.run) : '';
                return;
            case 'progress':
                this.progress(event);
        }
    }

    private progress({ key, run, rows, isGap }: Extract<ToPage, { type: 'progress' }>): void {
        if (!this.run || this.run.key !== key) return;
        const before = this.run;
        const after = { ...before, ...run };
        this.run = after;
        if (isActive(after.state) && !isActive(before.state)) this.said = this.startedText(after);
        if (!isActive(after.state) && isActive(before.state)) this.said = this.endedText(after);
        for (const list of this.querySelectorAll('syncbench-log, syncbench-http')) {
            if (list instanceof LogView || list instanceof HttpView) list.tell(rows, isGap);
        }
    }

    private startedText({ name }: PanelRun): string {
        return this.context.words.say('announce.started', name);
    }

    private endedText({ name, state, durationMs = 0, error, counters }: PanelRun): string {
        const { words } = this.context;
        const said = [name, words.say(`state.${state}`), words.duration(durationMs)];
        const models = Object.entries(counters.models).map(([model, { added, updated, unchanged, deleted }]) => {
            return words.say('count.model', model, added, updated, unchanged, deleted);
        });
        const more = error ? sentence(error.message) : models.join('. ');
        return more ? words.say('announce.endedWith', ...said, more) : words.say('announce.ended', ...said);
    }

    private readonly choose = ({ detail }: CustomEvent<Tab>): void => {
        this.tab = detail;
        this.kept?.set({ tab: detail });
    };
}

/** The beginning of a text that has no bounds, without the stop that what it is put into has. */
function sentence(text: string): string {
    const [first = ''] = text.split('\n', 1);
    return first.length > LONGEST_SAID ? `${first.slice(0, LONGEST_SAID)}…` : first.replace(/\.$/, '');
}

customElements.define('syncbench-run-page', RunPage);
