import type { Severity } from './types';

/** Every finding about connection files, with the severity it has unless a setting says otherwise. Each has a page in docs/findings. */
export const CONNECTION_FINDINGS = {
    'connection-syntax': 'error',
    'connection-shape': 'error',
    'connection-file-name': 'warning',
    'connection-duplicate': 'warning',
    'connection-field': 'warning',
    'connection-provider': 'warning',
    'connection-integration': 'warning',
    'connection-credentials': 'warning',
    'connection-credentials-unused': 'warning',
    'connection-secret': 'warning',
} as const satisfies Record<string, Severity>;

export type ConnectionFindingCode = keyof typeof CONNECTION_FINDINGS;

export function isConnectionFindingCode(code: string): code is ConnectionFindingCode {
    return Object.hasOwn(CONNECTION_FINDINGS, code);
}
