import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../../core/findings/UserError';

/**
 * The value of a flag that takes JSON, or `@file` for a file holding JSON; `folder` is where relative files start.
 * Throws `invalid_json` with the place of the mistake, or `file_not_readable`; neither quotes the value, which may hold secrets.
 */
export async function jsonFlag(flag: string, text: string, folder: string): Promise<unknown> {
    if (!text.startsWith('@')) return parse(text, flag, undefined, folder);
    const name = text.slice(1);
    if (!name) {
        throw new UserError('file_not_readable', `${flag} @ names no file.`, {
            advice: `Write ${flag} @path/to/file.json.`,
        });
    }
    const file = path.resolve(folder, name);
    let content: string;
    try {
        content = await readFile(file, 'utf8');
    } catch (error) {
        throw new UserError('file_not_readable', `${flag} names the file ${name}, which ${unreadable(error)}.`, {
            advice: 'Give a path relative to the current folder, or the JSON itself.',
        });
    }
    return parse(content.replace(/^\ufeff/, ''), flag, file, folder);
}

/** As `jsonFlag`, for a value that must be an object. */
export async function jsonObjectFlag(flag: string, text: string, folder: string): Promise<Record<string, unknown>> {
    return objectOf(flag, await jsonFlag(flag, text, folder));
}

function objectOf(flag: string, value: unknown): Record<string, unknown> {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    const found = value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`;
    throw new UserError('invalid_json', `${flag} must be a JSON object, and is ${found}.`, {
        advice: `For example ${flag} '{"key": "value"}'.`,
    });
}

/** As `jsonObjectFlag`, where `null` says that there is nothing. */
export async function jsonObjectOrNullFlag(
    flag: string,
    text: string,
    folder: string,
): Promise<Record<string, unknown> | null> {
    const value = await jsonFlag(flag, text, folder);
    return value === null ? null : objectOf(flag, value);
}

async function parse(text: string, flag: string, file: string | undefined, folder: string): Promise<unknown> {
    try {
        return JSON.parse(text);
    } catch {
        const { reason, line, column } = await firstMistake(text);
        const subject = file === undefined ? flag : `The file of ${flag}`;
        throw new UserError(
            'invalid_json',
            `${subject} is not valid JSON: ${reason} at line ${line}, column ${column}.`,
            {
                advice: file === undefined ? await inlineAdvice(text, flag, folder) : undefined,
                location: file === undefined ? undefined : { file, line, column },
            },
        );
    }
}

async function inlineAdvice(text: string, flag: string, folder: string): Promise<string> {
    const named = await stat(path.resolve(folder, text)).catch(() => undefined);
    return named?.isFile()
        ? `Did you mean the file: ${flag} @${text}?`
        : `Quote it for the shell, or put it into a file: ${flag} @file.json.`;
}

const REASONS: Record<string, string> = {
    InvalidSymbol: 'unexpected text',
    InvalidNumberFormat: 'a malformed number',
    PropertyNameExpected: 'a property name in double quotes is expected',
    ValueExpected: 'a value is expected',
    ColonExpected: 'a colon is expected',
    CommaExpected: 'a comma is expected',
    CloseBraceExpected: 'a closing brace is expected',
    CloseBracketExpected: 'a closing bracket is expected',
    EndOfFileExpected: 'unexpected text after the end',
    InvalidCommentToken: 'a comment, which JSON does not have,',
    UnexpectedEndOfComment: 'a comment, which JSON does not have,',
    UnexpectedEndOfString: 'a string that does not end',
    UnexpectedEndOfNumber: 'a number that does not end',
    InvalidUnicode: 'a malformed \\u escape',
    InvalidEscapeCharacter: 'a malformed escape',
    InvalidCharacter: 'a control character that must be escaped',
};

/** What is wrong first, and where (1-based); the runtime's own message names no place for short texts. */
async function firstMistake(text: string): Promise<{ reason: string; line: number; column: number }> {
    const { parse: parseTolerantly, printParseErrorCode } = await import('jsonc-parser');
    const errors: import('jsonc-parser').ParseError[] = [];
    parseTolerantly(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
    const error = errors[0];
    const before = text.slice(0, error?.offset ?? 0).split('\n');
    return {
        reason: (error && REASONS[printParseErrorCode(error.error)]) ?? 'a mistake',
        line: before.length,
        column: (before.at(-1) ?? '').length + 1,
    };
}

function unreadable(error: unknown): string {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return 'does not exist';
    if (code === 'EISDIR') return 'is a folder';
    return code === 'EACCES' ? 'may not be read' : `cannot be read (${code ?? 'unknown reason'})`;
}
