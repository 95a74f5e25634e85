import type { Rule } from '../RuleInput';

/** A script that its project does not list, so that it is skipped (nango-semantics §1.1, §1.2). */
export const listing: Rule = (input) => {
    const { file, defaultExport, definition } = input;
    if (file.role !== 'script' || file.listed || file.misnamed || !defaultExport) return;
    if (file.form === 'zero-yaml' ? !definition : !defaultExport.function) return;
    const list = file.form === 'zero-yaml' ? 'index.ts' : 'nango.yaml';
    input.report('unlisted-script', defaultExport.function?.name ?? defaultExport.expression ?? defaultExport.node, {
        message: `${list} does not list this script, so it is left out.`,
        advice:
            file.form === 'zero-yaml'
                ? "Import it there by a line of its own, such as: import './github/syncs/issues.js'; no other form of import counts."
                : 'Add it to its integration in nango.yaml.',
    });
};
