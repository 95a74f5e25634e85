import { html, nothing, type TemplateResult } from 'lit';
import type { PanelRun } from '../protocol/panel';
import type { PageContext } from './PageElement';
import { toolButton } from './toolButton';

/** What the script returned. */
export function outputView({ words, extension }: PageContext, { key, output }: PanelRun): TemplateResult {
    if (!output) return html`<p class="empty-list">${words.say('output.empty')}</p>`;
    const { text, isCut } = output;
    return html`<div class="toolbar">
            <span class="quiet">${isCut ? words.say('output.cut') : nothing}</span>
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
