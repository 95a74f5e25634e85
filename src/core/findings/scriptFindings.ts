import type { Severity } from './types';

/** Every finding about scripts, with the severity it has unless a setting says otherwise. Each has a page in docs/findings. */
export const SCRIPT_FINDINGS = {
    'syntax-error': 'error',
    'disallowed-import': 'error',
    'import-outside-project': 'error',
    'import-not-found': 'error',
    'imported-file-error': 'error',
    'node-spelling': 'warning',
    'module-not-in-2024-list': 'information',
    'dynamic-import': 'warning',
    'unawaited-call': 'error',
    'sync-only-call': 'error',
    'unknown-model': 'error',
    'model-not-in-output': 'error',
    'retry-on-without-retries': 'error',
    'sync-returns-value': 'error',
    'merging-strategy-order': 'error',
    'track-deletes-order': 'error',
    'console-call': 'warning',
    'missing-global': 'error',
    'code-from-text': 'error',
    'record-without-id': 'error',
    'deprecated-call': 'warning',
    'unknown-member': 'error',
    'missing-default-export': 'error',
    'invalid-default-export': 'error',
    'definition-not-literal': 'error',
    'named-export': 'error',
    'invalid-model-name': 'error',
    'duplicate-model': 'error',
    'duplicate-endpoint': 'error',
    'endpoint-count': 'error',
    'invalid-frequency': 'error',
    'track-deletes-incremental': 'error',
    'no-scripts': 'error',
    'script-outside-integration': 'error',
    'unlisted-script': 'information',
} as const satisfies Record<string, Severity>;

export type FindingCode = keyof typeof SCRIPT_FINDINGS;

export function isFindingCode(code: string): code is FindingCode {
    return Object.hasOwn(SCRIPT_FINDINGS, code);
}
