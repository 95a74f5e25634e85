import { html, type TemplateResult } from 'lit';
import { icon } from './icon';

interface FilterField {
    label: string;
    value: string;
    onChange(value: string): void;
}

/** A field for a text that is searched for. */
export function filterField({ label, value, onChange }: FilterField): TemplateResult {
    return html`<vscode-textfield
        class="filter"
        label=${label}
        placeholder=${label}
        .value=${value}
        @input=${(event: InputEvent) => onChange((event.target as HTMLInputElement).value)}
    >
        <span slot="content-before" class="field-icon">${icon('filter')}</span>
    </vscode-textfield>`;
}

interface Choice {
    label: string;
    value: string;
    options: readonly { value: string; label: string }[];
    onChange(value: string): void;
}

/** A choice of one; the browser's own, whose list is not cut off where the view is low. */
export function choiceField({ label, value, options, onChange }: Choice): TemplateResult {
    return html`<select
        class="choice"
        aria-label=${label}
        title=${label}
        @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value)}
    >
        ${options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`)}
    </select>`;
}
