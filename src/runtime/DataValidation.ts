import { type Check, compileSchema, type JsonSchema, placeText, type ScriptSchemas } from '../core/schema';
import type { Mismatch, RunWarning } from '../protocol/events';
import { SdkError } from './sdk/errors';

/** Different mismatches that are kept of each kind of data; the others are only counted. */
const KEPT = 50;
/** Characters of a record's id in a mismatch. */
const LONGEST_ID = 100;

/** What was found of one model, input or output. */
interface Tally {
    /** By message and path: of 100,000 records, none waits for a key to be put together. */
    mismatches: Map<string, Map<string, Mismatch>>;
    kept: number;
    /** Values with a mismatch, and mismatches in all. */
    values: number;
    total: number;
}

type Subject = { kind: 'record'; model: string } | { kind: 'input' | 'output' };

/** The cloud's errors (nango-semantics §3.8, §6.10). */
const CODES = { record: 'invalid_sync_record', input: 'invalid_action_input', output: 'invalid_action_output' };

/**
 * Compares what a script takes, returns and saves with what it declares (nango-semantics §6.10). The cloud does not do
 * so at present; here it warns, and only `--validate` makes it an error. Never quotes the data.
 */
export class DataValidation {
    private readonly checks = new Map<string, Check | undefined>();
    private readonly tallies = new Map<string, { subject: Subject; tally: Tally }>();

    constructor(
        private readonly schemas: () => ScriptSchemas | undefined,
        /** `--validate` */
        private readonly failing: boolean,
    ) {}

    /** @throws SdkError `invalid_sync_record` with `--validate`, naming the first record that does not match */
    records(model: string, records: readonly unknown[]): void {
        const schema = this.schemas()?.models;
        const check = this.checkOf(model, schema && Object.hasOwn(schema, model) ? schema[model] : undefined);
        if (check) for (const record of records) this.look({ kind: 'record', model }, record, check);
    }

    /** @throws SdkError `invalid_action_input` with `--validate` */
    input(value: unknown, given: unknown = value): void {
        this.single('input', value, this.schemas()?.input, given);
    }

    /** @throws SdkError `invalid_action_output` with `--validate` */
    output(value: unknown): void {
        this.single('output', value, this.schemas()?.output);
    }

    /** What was found, one warning for each model and direction. */
    warnings(): RunWarning[] {
        return [...this.tallies.values()].map(({ subject, tally }) => {
            const { values, total } = tally;
            const what =
                subject.kind === 'record'
                    ? `${values === 1 ? '1 record does' : `${values} records do`} not match the model ${subject.model}`
                    : `The ${subject.kind} does not match what the script declares`;
            const mismatches = [...tally.mismatches.values()].flatMap((byPath) => [...byPath.values()]);
            const [first] = mismatches;
            const example = first ? `: ${describe(first)}` : '';
            const more = total > 1 ? ` (${total} mismatches in all)` : '';
            return { code: `${subject.kind}-mismatch`, message: `${what}${example}${more}.`, mismatches };
        });
    }

    private single(kind: 'input' | 'output', value: unknown, schema: JsonSchema | undefined, given = value): void {
        const check = this.checkOf(kind, schema);
        // Where nothing is declared, nothing is given: `z.void()` is null in JSON.
        if (!check || (value === undefined && (schema === false || check(null, undefined, () => {})))) return;
        const isMissing = kind === 'input' && value === undefined;
        const advice = given === undefined ? 'give one with --input' : NONE_FOR_EMPTY;
        const told = isMissing ? withAdvice(check, advice) : check;
        this.look({ kind }, value, declaresNothing(schema) ? onlyNothing(check) : told);
    }

    private checkOf(key: string, schema: JsonSchema | undefined): Check | undefined {
        if (!this.checks.has(key)) {
            const definitions = this.schemas()?.definitions;
            this.checks.set(key, schema === undefined ? undefined : compileSchema(schema, definitions));
        }
        return this.checks.get(key);
    }

    private look(subject: Subject, value: unknown, check: Check): void {
        let tally: Tally | undefined;
        const found: { path: string; message: string }[] = [];
        check(value, undefined, (place, message) => {
            tally ??= this.tallyOf(subject);
            tally.total++;
            const path = placeText(place);
            if (this.failing && found.length < KEPT) found.push({ path, message });
            note(tally, subject, value, path, message);
        });
        if (!tally) return;
        tally.values++;
        if (this.failing) throw failure(subject, value, found);
    }

    private tallyOf(subject: Subject): Tally {
        const key = subject.kind === 'record' ? `record ${subject.model}` : subject.kind;
        let entry = this.tallies.get(key);
        if (!entry) {
            entry = { subject, tally: { mismatches: new Map(), kept: 0, values: 0, total: 0 } };
            this.tallies.set(key, entry);
        }
        return entry.tally;
    }
}

/** The same check, with what to do about it. */
/** See `givenInput` of executeScript. */
const NONE_FOR_EMPTY = 'for an empty object, the cloud calls a classic action without input';

function withAdvice(check: Check, advice: string): Check {
    return (value, place, onMismatch) => check(value, place, (at, message) => onMismatch(at, `${message}: ${advice}`));
}

/** No input in `nango.yaml`, `z.void()` in a definition. */
function declaresNothing(schema: JsonSchema | undefined): boolean {
    return schema === false || (typeof schema === 'object' && schema.type === 'null');
}

/** The same check, told by what is declared and not by what JSON has for it. */
function onlyNothing(check: Check): Check {
    return (value, place, onMismatch) => {
        const fits = check(value, place, () => {});
        if (!fits) onMismatch(place, 'is given, although the script declares none');
        return fits;
    };
}

function note(tally: Tally, subject: Subject, value: unknown, path: string, message: string): void {
    const byPath = tally.mismatches.get(message) ?? new Map<string, Mismatch>();
    const known = byPath.get(path);
    if (known) known.count++;
    else if (tally.kept < KEPT) {
        const record = subject.kind === 'record' ? { model: subject.model, id: idOf(value) } : {};
        tally.mismatches.set(message, byPath.set(path, { ...record, path, message, count: 1 }));
        tally.kept++;
    }
}

function failure(subject: Subject, value: unknown, validation: { path: string; message: string }[]): SdkError {
    const [first] = validation;
    const detail = first ? `: ${describe(first)}` : '';
    const record = subject.kind === 'record' ? { model: subject.model, id: idOf(value) } : {};
    const what =
        subject.kind === 'record'
            ? `A record does not match the model ${subject.model}`
            : `The ${subject.kind} does not match what the script declares`;
    return new SdkError(CODES[subject.kind], `${what}${detail}.`, { ...record, validation });
}

function describe({ path, message, id }: { path: string; message: string; id?: string }): string {
    const place = path === '' ? 'it' : path;
    return `${place} ${message}${id === undefined ? '' : ` (id ${id})`}`;
}

function idOf(record: unknown): string | undefined {
    const id = typeof record === 'object' && record !== null ? (record as { id?: unknown }).id : undefined;
    return typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, LONGEST_ID) : undefined;
}
