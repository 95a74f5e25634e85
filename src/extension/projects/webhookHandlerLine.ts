/** `export … onWebhookPayloadReceived` of a classic sync, `onWebhook: …` or `async onWebhook(…` of a definition (nango-semantics §2.3, §2.8). */
const HANDLER = /^\s*(export\b.*\bonWebhookPayloadReceived\b|(async\s+)?onWebhook\s*[:(,])/;

/** As much of a `TextDocument` as is looked at. */
interface LinesOfText {
    readonly lineCount: number;
    lineAt(line: number): { readonly text: string };
}

/** The line (from 0) where a sync's webhook handler begins; undefined where the file itself has none. */
export function webhookHandlerLine(document: LinesOfText): number | undefined {
    for (let line = 0; line < document.lineCount; line++) {
        if (HANDLER.test(document.lineAt(line).text)) return line;
    }
    return undefined;
}
