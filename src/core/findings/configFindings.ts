/** The code of every finding about `nango.yaml`; most are the official tool's (nango-semantics §2.7). Each has a page in docs/findings. */
export const CONFIG_FINDINGS = [
    ...(['yaml_syntax', 'indentation', 'duplicate_key', 'empty_config', 'no_integrations', 'no_models'] as const),
    ...(['type', 'required', 'additionalProperties', 'enum', 'pattern'] as const),
    ...(['ignored_script', 'invalid_script_name', 'duplicate_script', 'script_file_missing'] as const),
    ...(['both_post_connection_scripts_and_on_events_present', 'invalid_runs'] as const),
    ...(['endpoints_mismatch', 'duplicate_endpoint', 'duplicate_model'] as const),
    ...(['model_missing_id', 'output_not_model'] as const),
    ...(['model_not_found', 'model_not_found_fallback', 'model_is_literal'] as const),
    ...(['invalid_model_name', 'model_name_not_typescript', 'model_extends_not_found'] as const),
    ...(['cyclic_extends', 'cyclic_model', 'duplicate_field', 'type_syntax_error'] as const),
    ...(['parentheses_not_supported', 'read_as_number', 'read_as_date'] as const),
];

export type ConfigFindingCode = (typeof CONFIG_FINDINGS)[number];

export function isConfigFindingCode(code: string): code is ConfigFindingCode {
    return (CONFIG_FINDINGS as readonly string[]).includes(code);
}
