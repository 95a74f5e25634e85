import { html, nothing, type TemplateResult } from 'lit';
import type { PanelRun } from '../protocol/panel';
import type { PageContext } from './PageElement';
import { toolButton } from './toolButton';

/** What the script returned. */
export function outputView(
    { words, extension }: PageContext,
    { key, output, response, error }: PanelRun,
): TemplateResult {
    // Why an action failed, and what its app gets then, stand above the tabs.
    const received = response && !error ? words.say('response.received', response.status) : undefined;
    if (!output) {
        return html`<div class="empty-list">
            <p>${words.say('output.empty')}</p>
            ${received ? html`<p>${received}</p>` : nothing}
        </div>`;
    }
    const { text, isCut } = output;
    const said = [isCut ? words.say('output.cut') : undefined, received].filter((part) => part !== undefined);
    return html`<div class="toolbar">
            <span class="quiet">${said.join(' · ')}</span>
            <div class="tools">
                ${
                    isCut
                        ? nothing
                        : toolButton({
                              icon: 'copy',
                              label: words.say('button.copy'),
                              press: () => extension.send({ type: 'copy', text }),
                          })
                }
                ${toolButton({
                    icon: 'go-to-file',
                    label: words.say('button.openOutput'),
                    press: () => extension.send({ type: 'openOutput', key }),
                })}
            </div>
        </div>
        <pre class="output" tabindex="0" role="region" aria-label=${words.say('output.text')}>${text}</pre>`;
}
