import ts from 'typescript';
import { indexSpecifiers } from '../../../core/project/zeroYaml';
import type { Rule } from '../RuleInput';

/** What the `index.ts` of a zero-YAML project lists (nango-semantics §1.2, §2.8). */
export const indexFile: Rule = (input) => {
    const { file, source } = input;
    if (file.role !== 'index' || source.syntaxErrors.length > 0) return;
    const listed = new Set(indexSpecifiers(source.text));
    if (listed.size === 0) {
        input.report('no-scripts', source.tree.statements[0] ?? { start: 0, end: 0 }, {
            message: 'index.ts lists no scripts, so there is nothing to deploy.',
            advice: `Write a line such as "import './github/syncs/issues.js';" for each script.`,
        });
    }
    for (const { node, specifier } of source.index.imports) {
        const isEntry = ts.isImportDeclaration(node) && !node.importClause && listed.has(specifier.text);
        if (!isEntry || /^\.\/+[^/]+\//.test(specifier.text)) continue;
        input.report('script-outside-integration', specifier, {
            message: `The script "${specifier.text}" must be inside an integration's folder.`,
            advice: 'Move it, for example to "./github/syncs/": the first folder of its path is the integration.',
        });
    }
};
