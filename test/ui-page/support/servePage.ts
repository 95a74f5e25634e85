import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Uri, Webview } from 'vscode';
import { panelPage } from '../../../src/extension/panel/panelPage';
import type { VSCode } from '../../../src/extension/vscodeTypes';

const BUILT = path.resolve('dist/webview');
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };

/** Serves the page as the extension makes it, with its own policy, and what was built beside it. */
export async function servePage(): Promise<{ address: string; close(): Promise<void> }> {
    if (!existsSync(path.join(BUILT, 'run.js'))) throw new Error('dist/webview is missing: npm run build');
    const server = createServer(async ({ url = '/' }, response) => {
        const { pathname } = new URL(url, 'http://page');
        if (pathname === '/') {
            response.setHeader('content-type', 'text/html');
            response.end(pageOf(server));
            return;
        }
        try {
            const text = await readFile(path.join(BUILT, path.basename(pathname)));
            response.setHeader('content-type', TYPES[path.extname(pathname)] ?? 'text/plain');
            response.end(text);
        } catch {
            response.writeHead(404).end();
        }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
        address: addressOf(server),
        close: () => new Promise((resolve) => server.close(() => resolve())),
    };
}

function addressOf(server: Server): string {
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function pageOf(server: Server): string {
    const vscode = { Uri: { joinPath: (base: string, ...names: string[]) => [base, ...names].join('/') } };
    const webview = {
        cspSource: addressOf(server),
        asWebviewUri: (file: string) => `${addressOf(server)}/${path.posix.basename(file)}`,
    };
    return panelPage(
        { ...vscode, env: { language: 'en' } } as unknown as VSCode,
        webview as unknown as Webview,
        'extension' as unknown as Uri,
    );
}
