import { LitElement } from 'lit';
import type { Extension } from './Extension';
import type { PageState } from './PageState';
import type { Words } from './Words';

/** What every part of the page has. */
export interface PageContext {
    words: Words;
    extension: Extension;
    state: PageState;
}

/** A part of the page. It has no shadow: one stylesheet and one set of ids serve all of them. */
export class PageElement extends LitElement {
    static override properties: Record<string, object> = { context: { attribute: false } };

    declare context: PageContext;

    protected override createRenderRoot(): HTMLElement {
        return this;
    }
}
