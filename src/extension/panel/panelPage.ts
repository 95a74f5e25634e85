import { randomBytes } from 'node:crypto';
import type { Uri, Webview } from 'vscode';
import type { VSCode } from '../vscodeTypes';

/** Where the built page lies. */
export function pageFolder(vscode: VSCode, extension: Uri): Uri {
    return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/** The document of the view. Its script is the one with the nonce, its styles and font are those beside it, and nothing else loads. */
export function panelPage(vscode: VSCode, webview: Webview, extension: Uri): string {
    const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(vscode, extension), name));
    const nonce = randomBytes(16).toString('base64');
    const source = webview.cspSource;
    const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}; font-src ${source}`;
    const language = vscode.env.language.replace(/[^\w-]/g, '');
    return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>Run</title>
<link rel="stylesheet" href="${file('codicon.css')}" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="${file('run.css')}">
</head>
<body>
<div id="panel"></div>
<script nonce="${nonce}" src="${file('run.js')}"></script>
</body>
</html>`;
}
