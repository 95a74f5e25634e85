import type { RecordChange } from '../protocol/panel';
import type { VsCodeApi } from './VsCodeApi';

export type Tab = 'log' | 'http' | 'records' | 'output';
export const TABS: readonly Tab[] = ['log', 'http', 'records', 'output'];

/** What a person chose in the page. */
export interface Choices {
    tab: Tab;
    /** Empty where nothing is filtered, as are the others. */
    logText: string;
    /** The least level of log lines; every row where it is empty. */
    logLevel: string;
    httpText: string;
    recordText: string;
    recordChange: RecordChange | '';
}

const UNCHOSEN: Choices = { tab: 'log', logText: '', logLevel: '', httpText: '', recordText: '', recordChange: '' };
const ALLOWED: Partial<Record<keyof Choices, readonly string[]>> = {
    tab: TABS,
    logLevel: ['', 'debug', 'info', 'warn', 'error'],
    recordChange: ['', 'added', 'updated', 'unchanged', 'deleted'],
};

/** What a person chose, kept by VS Code from one page of the view to the next. */
export class PageState {
    private choices: Choices;

    constructor(private readonly api: Pick<VsCodeApi, 'getState' | 'setState'>) {
        this.choices = { ...UNCHOSEN, ...checked(api.getState()) };
    }

    get<K extends keyof Choices>(name: K): Choices[K] {
        return this.choices[name];
    }

    set(changes: Partial<Choices>): void {
        this.choices = { ...this.choices, ...changes };
        this.api.setState(this.choices);
    }
}

/** An older version of the page may have kept something else. */
function checked(kept: unknown): Partial<Choices> {
    const entries = Object.entries(kept ?? {}).filter(
        ([name, value]) =>
            typeof value === 'string' &&
            Object.hasOwn(UNCHOSEN, name) &&
            (ALLOWED[name as keyof Choices]?.includes(value) ?? true),
    );
    return Object.fromEntries(entries);
}
