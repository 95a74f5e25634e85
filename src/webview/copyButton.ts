import { html, type TemplateResult } from 'lit';
import { icon } from './icon';
import type { PageContext } from './PageElement';

interface CopyButton {
    label: string;
    text(): string;
    /** Said beside the button once it was pressed. */
    note?: string;
}

/** A button that has the extension copy a text. */
export function copyButton({ extension }: PageContext, { label, text, note = '' }: CopyButton): TemplateResult {
    return html`<p class="copy">
        <button
            type="button"
            class="link"
            @click=${({ currentTarget }: MouseEvent) => {
                extension.send({ type: 'copy', text: text() });
                const said = (currentTarget as HTMLElement).nextElementSibling;
                said?.removeAttribute('hidden');
            }}
        >
            ${icon('copy')}${label}
        </button>
        <span class="quiet" hidden>${note}</span>
    </p>`;
}
