/** What a script is. A file of its own, because the panel's page, which has no Node, needs it. */
export type ScriptKind = 'sync' | 'action' | 'on-event';
