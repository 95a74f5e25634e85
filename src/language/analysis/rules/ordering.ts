import ts from 'typescript';
import { BATCH_CALLS, PROXY_CALLS } from '../../../core/policy/calls';
import type { NangoUse } from '../nango/trackNango';
import type { FindingText, Rule, RuleInput } from '../RuleInput';
import { isWithin } from '../source/expressions';
import { modelLiteral } from './models';

type Remedy = NonNullable<FindingText['remedy']>;
type Call = NangoUse & { call: ts.CallExpression };

/**
 * The order of calls in a sync (nango-semantics §8.2). Only calls in the main function itself are compared, by their
 * place; calls in branches of which only one runs have no order.
 */
export const ordering: Rule = (input) => {
    const { main } = input;
    if (!main) return;
    const calls = input.nango.uses.filter(
        (use): use is Call => use.call !== undefined && use.root.function === main && isWithin(use.call, main),
    );
    const named = (member: string) => calls.filter((use) => use.member === member);
    const batches = calls.filter(({ member }) => BATCH_CALLS.has(member));

    for (const strategy of named('setMergingStrategy')) checkStrategy(input, strategy, calls);
    checkPreviousExecutions(input, named('deleteRecordsFromPreviousExecutions'), batches);
    checkTrackDeletes(input, named('trackDeletesStart'), named('trackDeletesEnd'), batches);
};

function checkStrategy(input: RuleInput, strategy: Call, calls: readonly Call[]): void {
    const early = calls.find(
        ({ member, call }) => (BATCH_CALLS.has(member) || PROXY_CALLS.has(member)) && isBefore(call, strategy.call),
    );
    if (!early) return;
    report(input, 'merging-strategy-order', strategy, {
        message: `nango.setMergingStrategy() must come before nango.${early.member}() and every other call that fetches or saves.`,
        advice: 'Move it to the beginning of the sync.',
        remedy: 'move-first',
    });
}

function checkPreviousExecutions(input: RuleInput, deletions: readonly Call[], batches: readonly Call[]): void {
    for (const [index, deletion] of deletions.entries()) {
        const model = modelLiteral(deletion)?.text;
        const isOfModel = (use: Call) => model !== undefined && modelLiteral(use)?.text === model;
        const late = batches.find((batch) => isOfModel(batch) && isBefore(deletion.call, batch.call));
        const isRepeated = deletions
            .slice(0, index)
            .some((other) => isOfModel(other) && isBefore(other.call, deletion.call));
        if (!late && !isRepeated) continue;
        report(input, 'track-deletes-order', deletion, {
            message: late
                ? `nango.deleteRecordsFromPreviousExecutions() must come after the last call of nango.${late.member}().`
                : `nango.deleteRecordsFromPreviousExecutions() is called twice for "${model}".`,
            advice: late ? 'Move it to the end of the sync.' : 'Call it once.',
            remedy: late ? 'move-last' : 'remove',
        });
    }
}

function checkTrackDeletes(
    input: RuleInput,
    starts: readonly Call[],
    ends: readonly Call[],
    batches: readonly Call[],
): void {
    const models = new Set([...starts, ...ends].map((use) => modelLiteral(use)?.text));
    // With a model that is not written out nothing can be paired.
    if (models.has(undefined)) return;
    for (const model of models) {
        const of = (uses: readonly Call[]) => uses.filter((use) => modelLiteral(use)?.text === model);
        checkModel(input, model!, of(starts), of(ends), of(batches));
    }
}

function checkModel(input: RuleInput, model: string, starts: Call[], ends: Call[], batches: Call[]): void {
    const problem = (use: Call, message: string, advice: string, remedy: Remedy) =>
        report(input, 'track-deletes-order', use, { message, advice, remedy });
    for (const calls of [starts, ends]) {
        const repeated = calls.find((use) => calls.some((other) => other !== use && isBefore(other.call, use.call)));
        if (repeated)
            problem(repeated, `nango.${repeated.member}() is called twice for "${model}".`, 'Call it once.', 'remove');
    }
    // The other half may be in a function that the object was handed to.
    const isHandedOn = input.nango.handedOn.has(input.main!);
    const [start] = starts;
    const end = ends.at(-1);
    if (start && !end && !isHandedOn) {
        const advice = `Call nango.trackDeletesEnd('${model}') after the last record is saved.`;
        problem(start, `nango.trackDeletesStart() has no nango.trackDeletesEnd() for "${model}".`, advice, 'add-end');
    }
    if (end && !start && !isHandedOn) {
        const advice = `Call nango.trackDeletesStart('${model}') before the first record is saved.`;
        problem(end, `nango.trackDeletesEnd() has no nango.trackDeletesStart() for "${model}".`, advice, 'add-start');
    }
    const early = start && batches.find(({ call }) => isBefore(call, start.call));
    if (early) {
        problem(
            start,
            `nango.trackDeletesStart() must come before nango.${early.member}() for "${model}".`,
            'Move it up.',
            'move-first',
        );
    }
    const late = end && batches.find(({ call }) => isBefore(end.call, call));
    if (late) {
        problem(
            end,
            `nango.trackDeletesEnd() must come after the last nango.${late.member}() for "${model}".`,
            'Move it down.',
            'move-last',
        );
    }
    if (start && end && isBefore(end.call, start.call)) {
        problem(
            end,
            `nango.trackDeletesEnd() comes before nango.trackDeletesStart() for "${model}".`,
            'Move it down.',
            'move-last',
        );
    }
}

/** True when one call runs before another: it stands first, and not in a branch that excludes the other's. */
function isBefore(first: ts.Node, second: ts.Node): boolean {
    return first.pos < second.pos && !areExclusive(first, second) && !leaves(first, second);
}

/** True for nodes in two branches of one `if`, `?:`, `switch` or `try`/`catch`. */
function areExclusive(first: ts.Node, second: ts.Node): boolean {
    for (let node = first; node.parent; node = node.parent) {
        if (!isWithin(second, node.parent)) continue;
        const { parent } = node;
        if (ts.isIfStatement(parent) || ts.isConditionalExpression(parent)) {
            const condition = ts.isIfStatement(parent) ? parent.expression : parent.condition;
            return node !== condition;
        }
        return (
            ts.isCaseBlock(parent) ||
            (ts.isTryStatement(parent) && node === parent.tryBlock && !isInFinally(parent, second))
        );
    }
    return false;
}

function isInFinally({ finallyBlock }: ts.TryStatement, node: ts.Node): boolean {
    return finallyBlock !== undefined && isWithin(node, finallyBlock);
}

/** True when the branch of the first node ends the function before the second is reached: `if (…) { first; return; }`. */
function leaves(first: ts.Node, second: ts.Node): boolean {
    for (let node = first; node.parent; node = node.parent) {
        if (isWithin(second, node.parent)) return false;
        if (!ts.isBlock(node.parent)) continue;
        const last = node.parent.statements.at(-1);
        if (last && (ts.isReturnStatement(last) || ts.isThrowStatement(last))) return true;
    }
    return false;
}

function report(
    input: RuleInput,
    code: 'merging-strategy-order' | 'track-deletes-order',
    { callee }: Call,
    text: FindingText,
): void {
    input.report(code, callee, text);
}
