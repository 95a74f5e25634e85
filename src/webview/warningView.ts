import { html, nothing, type TemplateResult } from 'lit';
import type { Mismatch, RunWarning } from '../protocol/events';
import { icon } from './icon';
import type { PageContext } from './PageElement';

/** What a run was warned of; data that does not match its model in a table that opens. */
export function warningView(context: PageContext, { code, message, mismatches = [] }: RunWarning): TemplateResult {
    const { words } = context;
    return html`<section class="problem warning">
        ${icon('warning', { label: words.say('header.warning'), tone: 'odd' })}
        <div>
            <p class="message">${message} <code class="quiet">${code}</code></p>
            ${mismatches.length > 0 ? mismatchTable(context, mismatches) : nothing}
        </div>
    </section>`;
}

function mismatchTable({ words }: PageContext, mismatches: readonly Mismatch[]): TemplateResult {
    const title = words.say('mismatch.title', words.count(mismatches.length));
    // Inputs and outputs have neither model nor id.
    const ofRecords = mismatches.some(({ model, id }) => model !== undefined || id !== undefined);
    const heads = [...(ofRecords ? (['model', 'id'] as const) : []), ...(['path', 'message', 'count'] as const)];
    return html`<details>
        <summary>${title}</summary>
        <div class="mismatches" tabindex="0" role="region" aria-label=${title}>
            <table>
                <thead>
                    <tr>${heads.map((head) => html`<th scope="col">${words.say(`mismatch.${head}`)}</th>`)}</tr>
                </thead>
                <tbody>
                    ${mismatches.map(
                        ({ model, id, path, message, count }) => html`<tr>
                            ${ofRecords ? html`<td>${model}</td><td><code>${id}</code></td>` : nothing}
                            <td>${path === '' ? words.say('mismatch.whole') : html`<code>${path}</code>`}</td>
                            <td>${message}</td>
                            <td class="count">${words.count(count)}</td>
                        </tr>`,
                    )}
                </tbody>
            </table>
        </div>
    </details>`;
}
