import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icon';

interface ToolButton {
    icon: string;
    label: string;
    /** More about it, for who points at it. */
    detail?: string;
    /** It keeps the focus then, and does nothing. */
    isDisabled?: boolean;
    press(): void;
}

/** A button of which only the icon is seen. */
export function toolButton({ icon: name, label, detail = '', isDisabled = false, press }: ToolButton): TemplateResult {
    return html`<button
        type="button"
        class="tool"
        title=${detail ? `${label}\n${detail}` : label}
        aria-label=${label}
        aria-description=${detail || nothing}
        aria-disabled=${isDisabled}
        @click=${() => {
            if (!isDisabled) press();
        }}
    >
        ${icon(name)}
    </button>`;
}
