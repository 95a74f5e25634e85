const TEXT =
    /^text\/|[/+](?:json|xml|x-ndjson|ndjson|jsonl|json-seq|yaml|x-yaml|toml|graphql|sql|csv|javascript|ecmascript|x-javascript|x-www-form-urlencoded|html)\b/i;
const BINARY = /^(?:image|audio|video|font)\/|^application\/(?:octet-stream|pdf|zip|gzip|protobuf|msgpack|vnd\.ms-)/i;

/** What a content type says of a body; `unknown` of one that could be either. */
export function contentKind(type: string | undefined): 'text' | 'binary' | 'unknown' {
    if (type === undefined) return 'unknown';
    if (TEXT.test(type)) return 'text';
    return BINARY.test(type) ? 'binary' : 'unknown';
}

/** Whether text is none: a NUL, or where its type says nothing, what is in no text or was no UTF-8. */
export function looksBinary(text: string, kind: 'text' | 'unknown'): boolean {
    if (text.includes('\0')) return true;
    return kind === 'unknown' && IN_NO_TEXT.test(text);
}

/** Control characters but those of lines and tabs; what stands for bytes that are no UTF-8. */
const IN_NO_TEXT = /(?![\t\n\v\f\r])[\p{Cc}\u{FFFD}]/u;

/** Whether a body is a form's `name=value&…`, by its type, or where that names nothing else by how it begins. */
export function isForm({ type, text = '' }: { type?: string; text?: string }): boolean {
    if (type !== undefined && !/^text\/plain\b/i.test(type)) return /x-www-form-urlencoded/i.test(type);
    return /^[\w.%[\]+-]{1,100}=\S*$/.test(text.slice(0, 1_000));
}

/** Whether a body is JSON, by its type, or where that names nothing else by how it begins. */
export function isJson({ type, text }: { type?: string; text?: string }): boolean {
    if (/[/+]json\b/i.test(type ?? '')) return true;
    return contentKind(type) === 'unknown' && /^\s*[{[]/.test(text ?? '');
}

const EXTENSIONS: [RegExp, string][] = [
    [/ndjson|jsonl/i, 'jsonl'],
    [/html/i, 'html'],
    [/xml/i, 'xml'],
    [/csv/i, 'csv'],
    [/ya?ml/i, 'yaml'],
    [/javascript|ecmascript/i, 'js'],
    [/css/i, 'css'],
    [/markdown/i, 'md'],
];

/** The end of a file's name by which an editor knows the language of a body. */
export function bodyExtension(body: { type?: string; text?: string }): string {
    if (isJson(body)) return 'json';
    return EXTENSIONS.find(([pattern]) => pattern.test(body.type ?? ''))?.[1] ?? 'txt';
}
