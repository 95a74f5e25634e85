import type { RecordOperation } from '../protocol/events';
import type { LastAction } from './types';

/** `records.action` and `history.action` as numbers; the order is part of the schema. */
export const ADDED = 0;
export const UPDATED = 1;
export const DELETED = 2;

const ACTIONS: readonly LastAction[] = ['ADDED', 'UPDATED', 'DELETED'];

export function actionName(action: number): LastAction {
    return ACTIONS[action]!;
}

/** `journal.operation` as a number; the order is part of the schema. */
const OPERATIONS: readonly RecordOperation[] = ['batchSave', 'batchUpdate', 'batchDelete'];

export function operationName(operation: number): RecordOperation {
    return OPERATIONS[operation]!;
}

export function operationNumber(operation: RecordOperation): number {
    return OPERATIONS.indexOf(operation);
}
