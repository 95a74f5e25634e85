import { html, nothing, type TemplateResult } from 'lit';
import type { PanelEmpty, ToExtension } from '../protocol/panel';
import type { WordName } from '../protocol/panelWords';
import { icon } from './icon';
import type { PageContext } from './PageElement';

interface Empty {
    icon: string;
    button?: { word: WordName; event: ToExtension };
}

const EMPTY: Record<PanelEmpty, Empty> = {
    loading: { icon: 'loading' },
    noFolder: { icon: 'folder-opened', button: { word: 'button.openFolder', event: { type: 'openFolder' } } },
    noProject: { icon: 'search', button: { word: 'button.openFolder', event: { type: 'openFolder' } } },
    noRun: { icon: 'play', button: { word: 'button.runScript', event: { type: 'runScript' } } },
    untrusted: { icon: 'workspace-untrusted', button: { word: 'button.manageTrust', event: { type: 'manageTrust' } } },
};

/** Why there is no run to show, and what helps. */
export function emptyView({ words, extension }: PageContext, reason: PanelEmpty): TemplateResult {
    const { icon: name, button } = EMPTY[reason];
    const isLoading = reason === 'loading';
    return html`<main class="empty-page">
        ${icon(name, { tone: isLoading ? 'spin' : 'quiet' })}
        <h1>${words.say(`empty.${reason}`)}</h1>
        ${isLoading ? nothing : html`<p>${words.say(`empty.${reason}.what`)}</p>`}
        ${
            button
                ? html`<vscode-button @click=${() => extension.send(button.event)}>${words.say(button.word)}</vscode-button>`
                : nothing
        }
    </main>`;
}
