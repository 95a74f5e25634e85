import { CODE_FROM_TEXT, MISSING_GLOBALS } from '../../core/policy/globals';
import { safeText } from './safeRead';

/**
 * What to do about an error that only says that something is missing in the sandbox: a global that the cloud does not
 * have, code made from text, or a dynamic import (nango-semantics §9). `undefined` for every other error.
 */
export function explainMissingGlobal(error: unknown): string | undefined {
    const name = safeText(error, 'name');
    const message = safeText(error, 'message') ?? '';
    if (name === 'ReferenceError') {
        const missing = /^(\S+) is not defined$/.exec(message)?.[1] ?? '';
        const advice = MISSING_GLOBALS.get(missing);
        return advice && `Nango's sandbox has no "${missing}". ${advice}`;
    }
    if (name === 'EvalError' && message.startsWith('Code generation from strings disallowed')) {
        return `Nango's sandbox does not run text as code (${CODE_FROM_TEXT.join(', ')}). Write the code out.`;
    }
    if (safeText(error, 'code') === 'ERR_VM_DYNAMIC_IMPORT_CALLBACK_MISSING') {
        return 'Nango\'s sandbox has no dynamic import. Write "import … from …" at the top of the file.';
    }
    return undefined;
}
