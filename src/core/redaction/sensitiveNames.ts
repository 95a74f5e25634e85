const AUTHENTICATION_HEADER = /^(?:proxy-)?authorization$|^(?:set-)?cookie2?$/i;

/** A word that names a secret, standing alone between dashes or underscores: `x-api-key`, `private-token`, not `x-csrf-tokens-left`. */
const SECRET_WORD =
    /(?:^|[-_.])(?:api[-_]?key|apikey|(?:access|secret|private|subscription|auth|app|application|client)[-_]?key|(?:\w*[-_])?token|auth|secret|password|passwd|credentials?|signature|session[-_]?id)(?:$|[-_.](?:id|key|secret|value)?$)/i;

const SECRET_PARAMETER =
    /^(?:key|sig|auth|code|jwt|pass(?:word|wd)?|.*(?:token|secret|password|signature|credential|api[-_]?key|access[-_]?key|private[-_]?key|app[-_]?key|session[-_]?id))$/i;

/** As of a query, without `key`, `sig` and `code`, which are ordinary fields of JSON; with the names of headers, which APIs echo. */
const SECRET_FIELD =
    /^(?:auth|jwt|bearer|pass(?:wd|phrase)?|(?:proxy[-_]?)?authorization|(?:set[-_]?)?cookie|.*(?:token|secret|password|signature|credentials?|(?:api|access|secret|private|app|auth|client|signing)[-_]?key|session[-_]?id))$/i;

/** Parameters of pagination that end in `token` and are worth seeing. */
const PAGE_PARAMETER = /^(?:next|prev(?:ious)?|page|nextpage|continuation|sync|delta|skip)[-_]?(?:page[-_]?)?token$/i;

/** Whether a header carries credentials by its name, whatever its value. */
export function isSensitiveHeader(name: string): boolean {
    return AUTHENTICATION_HEADER.test(name) || SECRET_WORD.test(name);
}

/** Whether a query parameter carries a credential by its name; page tokens do not. */
export function isSensitiveParameter(name: string): boolean {
    return SECRET_PARAMETER.test(name) && !PAGE_PARAMETER.test(name);
}

/** Whether a field of a JSON body carries a credential by its name; page tokens do not. */
export function isSensitiveField(name: string): boolean {
    return SECRET_FIELD.test(name) && !PAGE_PARAMETER.test(name);
}
