import FormData from 'form-data';
import { UserError } from '../../core/findings/UserError';

const METHODS_WITH_BODY = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

export function hasBody(method: string): boolean {
    return METHODS_WITH_BODY.has(method);
}

/**
 * What axios gets as `data` (nango-semantics §4.4): as the script gave it, except that the header `content-type`
 * exactly `multipart/form-data` makes a form of the data's fields. Methods without a body get none.
 * @throws UserError `invalid_form_field` for a field that cannot be a form's.
 */
export function buildBody(method: string, data: unknown, contentType: string | undefined): unknown {
    if (!hasBody(method)) return undefined;
    if (contentType !== 'multipart/form-data' || !isPlainData(data)) return data;
    const form = new FormData();
    for (const [name, value] of Object.entries(data)) form.append(name, formValue(name, value));
    return form;
}

function isPlainData(data: unknown): data is Record<string, unknown> {
    if (typeof data !== 'object' || data === null || Array.isArray(data) || Buffer.isBuffer(data)) return false;
    return (
        Object.prototype.toString.call(data) === '[object Object]' &&
        typeof (data as { pipe?: unknown }).pipe !== 'function'
    );
}

function formValue(name: string, value: unknown): unknown {
    if (typeof value === 'string' || Buffer.isBuffer(value)) return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    if (typeof (value as { pipe?: unknown } | null | undefined)?.pipe === 'function') return value;
    throw new UserError(
        'invalid_form_field',
        `The form field \`${name}\` is neither text, number, boolean, Buffer nor stream.`,
        {
            advice: 'Turn it into text yourself, e.g. with JSON.stringify.',
        },
    );
}
