import '@vscode-elements/elements/dist/vscode-badge/vscode-badge.js';
import '@vscode-elements/elements/dist/vscode-button/vscode-button.js';
import '@vscode-elements/elements/dist/vscode-textfield/vscode-textfield.js';
import { RunPage } from './RunPage';
import { regainFocus } from './regainFocus';
import type { VsCodeApi } from './VsCodeApi';

declare function acquireVsCodeApi(): VsCodeApi;

const page = new RunPage();
document.querySelector('#panel')?.append(page);
regainFocus();
page.connect(acquireVsCodeApi());
