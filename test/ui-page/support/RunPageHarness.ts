import type { Browser, BrowserContext, Page } from 'playwright-core';
import { panelWords } from '../../../src/extension/panel/words';
import { PostChannel } from '../../../src/protocol/PostChannel';
import type {
    BodiesQuery,
    PanelRequests,
    PanelRun,
    RecordsQuery,
    TimelineQuery,
    ToExtension,
    ToPage,
} from '../../../src/protocol/panel';
import type { PanelRow } from '../../../src/protocol/panelRows';
import { checkPageEvent, checkPageRequest } from '../../../src/protocol/panelSchemas';
import type { ScriptedRun } from './ScriptedRun';
import { type Theme, themeOf } from './themes';

type None = Record<never, never>;

interface OpenOptions {
    theme?: Theme;
    width?: number;
    height?: number;
    /** What VS Code kept of a former page. */
    state?: unknown;
    reducedMotion?: 'reduce';
    forcedColors?: 'active';
}

const l10n = {
    t: (text: string, ...values: (string | number)[]) =>
        text.replace(/\{(\d)\}/g, (place, index) => String(values[Number(index)] ?? place)),
};

/** The page in a browser, and the extension that it talks to, played by a test over the real channel. */
export class RunPageHarness {
    /** What the page said, but `ready`. */
    readonly events: ToExtension[] = [];
    readonly timelineQueries: TimelineQuery[] = [];
    readonly recordsQueries: RecordsQuery[] = [];
    readonly bodiesQueries: BodiesQuery[] = [];
    /** Until it resolves, no bodies are given. */
    bodiesReady: Promise<void> = Promise.resolve();
    /** What the page and the browser complained of. */
    readonly complaints: string[] = [];
    /** What the page had VS Code keep. */
    state: unknown;
    private run: ScriptedRun | undefined;
    private readonly channel: PostChannel<ToExtension, ToPage, PanelRequests, None>;
    private readonly ready: Promise<void>;
    private isReady: () => void = () => {};
    private last: Promise<unknown> = Promise.resolve();

    private constructor(
        private readonly context: BrowserContext,
        readonly page: Page,
    ) {
        this.ready = new Promise((resolve) => {
            this.isReady = resolve;
        });
        this.channel = new PostChannel<ToExtension, ToPage, PanelRequests, None>({
            post: (message) => {
                this.last = page.evaluate((sent) => window.postMessage(sent, '*'), JSON.parse(JSON.stringify(message)));
            },
            checkEvent: checkPageEvent,
            checkRequest: checkPageRequest,
            onEvent: (event) => {
                if (event.type === 'ready') this.isReady();
                else this.events.push(event);
            },
            handlers: {
                timeline: async (query) => {
                    this.timelineQueries.push(query);
                    return this.shown.timeline(query);
                },
                records: async (query) => {
                    this.recordsQueries.push(query);
                    return this.shown.records(query);
                },
                bodies: async (query) => {
                    this.bodiesQueries.push(query);
                    await this.bodiesReady;
                    return this.shown.bodiesOf(query);
                },
            },
            onBroken: (error) => this.complaints.push(String(error)),
        });
    }

    /** Opens the page and says what the extension says first: its words. */
    static async open(browser: Browser, address: string, options: OpenOptions = {}): Promise<RunPageHarness> {
        const { width = 1100, height = 420, reducedMotion, forcedColors, state = null, theme = 'dark' } = options;
        const context = await browser.newContext({ viewport: { width, height }, reducedMotion, forcedColors });
        const page = await context.newPage();
        const harness = new RunPageHarness(context, page);
        page.on('console', (message) => {
            if (message.type() === 'error' || message.type() === 'warning') harness.complaints.push(message.text());
        });
        page.on('pageerror', (error) => harness.complaints.push(String(error)));
        await page.exposeFunction('toExtension', (message: unknown) => harness.channel.receive(message));
        await page.exposeFunction('toState', (kept: unknown) => {
            harness.state = kept;
        });
        await page.addInitScript(actAsVSCode, state);
        await page.goto(address);
        await harness.ready;
        await harness.wear(theme);
        harness.channel.sendEvent({ type: 'init', words: panelWords({ l10n } as never), locale: 'en' });
        await harness.last;
        return harness;
    }

    /** Puts on a theme as VS Code does when another one is chosen. */
    async wear(theme: Theme): Promise<void> {
        await this.page.evaluate(putOn, await themeOf(theme));
    }

    /** Shows a run and waits until its first rows were asked for and are there. */
    async show(run: ScriptedRun, { isBlank = false } = {}): Promise<void> {
        this.run = run;
        await this.send({ type: 'show', run: run.view, isBlank });
        // What is awaited below may be so of the run that was shown before.
        await this.page.evaluate('new Promise((drawn) => requestAnimationFrame(drawn))');
        await this.page
            .locator('[role=treegrid][aria-busy=false], [role=grid][aria-busy=false]')
            .first()
            .waitFor({ state: 'attached' });
    }

    async send(event: ToPage): Promise<void> {
        this.channel.sendEvent(event);
        await this.last;
    }

    /** The run that is shown goes on. */
    async progress(run: Partial<PanelRun>, rows: PanelRow[] = [], isGap = false): Promise<void> {
        this.shown.tell(run, rows);
        await this.send({ type: 'progress', key: this.shown.view.key, run, rows, isGap });
    }

    /** Texts of the rows that are in the list of the tab that is shown. */
    rowTexts(part = 'log'): Promise<string[]> {
        return this.page.locator(`#part-${part} .list [data-key]`).allInnerTexts();
    }

    close(): Promise<void> {
        return this.context.close();
    }

    private get shown(): ScriptedRun {
        if (!this.run) throw new Error('No run is shown.');
        return this.run;
    }
}

/** Runs in the page, before its script: what VS Code's webview gives it. */
function actAsVSCode(state: unknown): void {
    type Bound = { toExtension(message: unknown): void; toState(state: unknown): void };
    let kept = state;
    Object.assign(window, {
        acquireVsCodeApi: () => ({
            postMessage: (message: unknown) =>
                (window as unknown as Bound).toExtension(JSON.parse(JSON.stringify(message))),
            getState: () => kept ?? undefined,
            setState: (next: unknown) => {
                kept = next;
                (window as unknown as Bound).toState(next);
            },
        }),
    });
}

/** Runs in the page. */
function putOn({ variables, kind }: Awaited<ReturnType<typeof themeOf>>): void {
    const { style } = document.documentElement;
    style.cssText = '';
    for (const [name, value] of variables) style.setProperty(name, value);
    style.setProperty('background', 'var(--vscode-panel-background)');
    document.body.className = kind;
}
