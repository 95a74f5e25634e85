import { type CreateFile, type TextDocumentEdit, type TextEdit, uinteger } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit } from '../fixes/types';
import { uriOf } from './uris';

/** Edits of a text as the editor makes them. */
export function textEdits(document: TextDocument, edits: readonly Edit[]): TextEdit[] {
    return edits.map(({ start, end, newText }) => ({
        range: { start: document.positionAt(start), end: document.positionAt(end) },
        newText,
    }));
}

/** One edit that makes another text of a document, leaving alone what both begin and end with. */
export function difference(document: TextDocument, newText: string): TextEdit[] {
    const old = document.getText();
    if (old === newText) return [];
    const most = Math.min(old.length, newText.length);
    let head = 0;
    while (head < most && old[head] === newText[head]) head++;
    let tail = 0;
    while (tail < most - head && old.at(-1 - tail) === newText.at(-1 - tail)) tail++;
    return textEdits(document, [
        { start: head, end: old.length - tail, newText: newText.slice(head, newText.length - tail) },
    ]);
}

/** An edit at the end of a file, wherever that is. */
export function appended(newText: string): TextEdit {
    const end = { line: uinteger.MAX_VALUE, character: 0 };
    return { range: { start: end, end }, newText };
}

/** Creates a file with a text, unless there is one. */
export function createFile(file: string, text: string): (CreateFile | TextDocumentEdit)[] {
    const uri = uriOf(file);
    const start = { line: 0, character: 0 };
    return [
        { kind: 'create', uri, options: { ignoreIfExists: true } },
        { textDocument: { uri, version: null }, edits: [{ range: { start, end: start }, newText: text }] },
    ];
}
