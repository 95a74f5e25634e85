import '@vscode-elements/elements/dist/vscode-badge/vscode-badge.js';
import '@vscode-elements/elements/dist/vscode-button/vscode-button.js';
import '@vscode-elements/elements/dist/vscode-textfield/vscode-textfield.js';
import type { VsCodeApi } from './Extension';
import { RunPage } from './RunPage';

declare function acquireVsCodeApi(): VsCodeApi;

const page = new RunPage();
document.querySelector('#panel')?.append(page);
page.connect(acquireVsCodeApi());
