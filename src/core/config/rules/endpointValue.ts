import { entryOf, type Report, type SourceMapping, type SourceNode } from '../../models/source';
import { reportUnknownKeys } from './unknownKeys';
import { isText, oneOf, rangeOf, text, type ValueRule } from './valueRules';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const GROUP = /^[a-zA-Z _-]{1,64}$/;
const PATH = /^\/[a-zA-Z0-9\-:{}./_]+$/;

/** `endpoint` of a sync: one or a list of them, each a text or a mapping; only GET (nango-semantics §2.3). */
export const syncEndpoints: ValueRule = (value, what, report) => {
    if (value.kind !== 'list') endpoint(value, what, SYNC, report);
    else for (const item of value.items) endpoint(item, `An item of ${what}`, SYNC, report);
};

/** `endpoint` of an action: a text or a mapping (nango-semantics §2.3). */
export const actionEndpoint: ValueRule = (value, what, report) => {
    if (value.kind !== 'list') {
        endpoint(value, what, ACTION, report);
        return;
    }
    report(value.range, {
        code: 'type',
        severity: 'error',
        message: `${what} is a list.`,
        advice: 'An action has one endpoint; write it as a text or as a mapping.',
    });
};

interface EndpointForm {
    pattern: RegExp;
    methods: readonly string[];
    /** Of the path in a text. */
    characters: string;
}

const SYNC: EndpointForm = {
    pattern: /^(GET\s)?\/[a-zA-Z0-9\-./_]+$/,
    methods: ['GET'],
    characters: 'letters, digits and - . / _',
};
const ACTION: EndpointForm = {
    pattern: /^((GET|POST|PUT|PATCH|DELETE)\s)?\/[a-zA-Z0-9\-:{}./_]+$/,
    methods: METHODS,
    characters: 'letters, digits and - . / _ : { }',
};

function endpoint(value: SourceNode, what: string, form: EndpointForm, report: Report): void {
    if (value.kind === 'mapping') endpointMapping(value, what, form, report);
    else if (!isText(value)) text(value, what, report);
    else if (!form.pattern.test(value.value)) {
        report(rangeOf(value), {
            code: 'pattern',
            severity: 'error',
            message: `${what} is no endpoint.`,
            advice: endpointAdvice(value.value, form),
        });
    }
}

function endpointAdvice(written: string, { methods, characters }: EndpointForm): string {
    const [, method, path] = /^(?:([A-Za-z]+)\s+)?(.*)$/s.exec(written)!;
    if (method !== undefined && METHODS.includes(method.toUpperCase()) && !methods.includes(method)) {
        return methods.includes(method.toUpperCase())
            ? `Write the method in capitals: "${method.toUpperCase()} ${path}".`
            : `A sync's endpoint has the method ${methods[0]}.`;
    }
    if (!path!.startsWith('/')) return `Begin the path with "/": "${method ? `${method} ` : ''}/${path}".`;
    return `A path has only ${characters}.`;
}

function endpointMapping(value: SourceMapping, what: string, { methods }: EndpointForm, report: Report): void {
    reportUnknownKeys(value.entries, ['method', 'path', 'group'], what, report);
    const [method, path, group] = ['method', 'path', 'group'].map((key) => entryOf(value, key)?.value);
    if (method) oneOf(methods)(method, `"method" of ${what}`, report);
    if (group) pattern(group, GROUP, `"group" of ${what}`, 'A group has 1 to 64 letters, spaces, "-" and "_".', report);
    if (path) {
        const advice = 'A path begins with "/" and has only letters, digits and - . / _ : { }.';
        pattern(path, PATH, `"path" of ${what}`, advice, report);
    } else {
        const { range } = value;
        report(range, {
            code: 'required',
            severity: 'error',
            message: `${what} has no "path".`,
            advice: 'Add "path: /…".',
        });
    }
}

function pattern(value: SourceNode, allowed: RegExp, what: string, advice: string, report: Report): void {
    if (!isText(value)) text(value, what, report);
    else if (!allowed.test(value.value)) {
        report(rangeOf(value), { code: 'pattern', severity: 'error', message: `${what} is not allowed.`, advice });
    }
}
