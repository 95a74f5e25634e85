import { expect, test } from 'vitest';
import { isFoundByCheck } from '../../../../src/core/findings/isFoundByCheck';

const internal = (message: string, advice?: string) => ({ type: 'script_internal_error', message, advice });

test.each([
    { type: 'compile_error', message: 'Expected ")"' },
    { type: 'script_not_listed', message: 'x is not a script' },
    { type: 'indentation', message: '"runs" is indented' },
    internal("The model 'Isue' is not included in the declared sync models: Issue"),
    internal('nango.batchSave is not a function'),
    internal('fetch is not defined', 'Nango\'s sandbox has no "fetch". Use nango.get.'),
    internal("Module 'lodash' is not allowed"),
])('check finds $type: $message', (failure) => expect(isFoundByCheck(failure)).toBe(true));

test.each([
    internal("Cannot read properties of undefined (reading 'id')"),
    internal('callback is not a function'),
    internal("The model 'Issue' is not included in the declared sync models: "),
    { type: 'script_http_error', message: 'Request failed with status code 404' },
    { type: 'action_script_runtime_error', message: 'no such issue' },
    { type: 'invalid_sync_record', message: 'A record does not match the model Item' },
    { type: 'script_not_found', message: 'There is no script "x" in this project.' },
])('check knows nothing of $type: $message', (failure) => expect(isFoundByCheck(failure)).toBe(false));
