import { html, type TemplateResult } from 'lit';
import { icon } from './icon';

interface ToolButton {
    icon: string;
    label: string;
    /** It keeps the focus then, and does nothing. */
    isDisabled?: boolean;
    press(): void;
}

/** A button of which only the icon is seen. */
export function toolButton({ icon: name, label, isDisabled = false, press }: ToolButton): TemplateResult {
    return html`<button
        type="button"
        class="tool"
        title=${label}
        aria-label=${label}
        aria-disabled=${isDisabled}
        @click=${() => {
            if (!isDisabled) press();
        }}
    >
        ${icon(name)}
    </button>`;
}
