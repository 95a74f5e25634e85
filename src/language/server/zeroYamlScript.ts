import path from 'node:path';
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver';
import { isInside, kindOfFolder, type ScriptKind } from '../../core/project';
import type { ScriptFinding } from '../analysis/types';
import type { ActionRequest } from './codeActions';
import { createFile } from './documentEdits';

/** Creates the file of a script that the `index.ts` of a zero-YAML project lists and that does not exist. */
export function missingEntryActions(
    { project, file, document }: ActionRequest,
    { start, end }: ScriptFinding,
    diagnostics: Diagnostic[],
): CodeAction[] {
    const { root, form } = project.project;
    if (form !== 'zero-yaml' || file !== path.join(root, 'index.ts')) return [];
    const specifier = document.getText().slice(start + 1, end - 1);
    const script = path.resolve(root, specifier.replace(/(\.(js|ts))?$/, '.ts'));
    const segments = path.relative(root, script).split(path.sep);
    const kind = kindOfFolder(segments.at(-2) ?? '');
    // Where the folder does not say what the script is, nothing else does.
    if (!isInside(root, script, path) || segments.length < 3 || !kind) return [];
    return [
        {
            title: `Create ${segments.join('/')}`,
            kind: CodeActionKind.QuickFix,
            diagnostics,
            isPreferred: true,
            edit: { documentChanges: createFile(script, definitionText(kind, path.basename(script, '.ts'))) },
        },
    ];
}

/** A definition to begin with, which compiles and does nothing (nango-semantics §3.2). */
function definitionText(kind: ScriptKind, name: string): string {
    const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
    const description = `    description: '${words.join(' ')}',\n`;
    if (kind === 'on-event') {
        return `import { createOnEvent } from 'nango';\n\nexport default createOnEvent({\n${description}    event: 'post-connection-creation',\n    exec: async (nango) => {\n        await nango.log('A connection was created');\n    }\n});\n`;
    }
    const imports = (creator: string) => `import { ${creator} } from 'nango';\nimport { z } from 'zod';\n\n`;
    if (kind === 'action') {
        return `${imports('createAction')}export default createAction({\n${description}    input: z.object({}),\n    output: z.object({}),\n    exec: async (nango) => {\n        throw new nango.ActionError({ message: 'Not written yet' });\n    }\n});\n`;
    }
    const joined = words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join('');
    const model = /^[A-Z][A-Za-z0-9_]+$/.test(joined) ? joined : 'Item';
    return `${imports('createSync')}const ${model} = z.object({ id: z.string() });\n\nexport default createSync({\n${description}    frequency: 'every hour',\n    models: { ${model} },\n    exec: async (nango) => {\n        const records: z.infer<typeof ${model}>[] = [];\n\n        await nango.batchSave(records, '${model}');\n    }\n});\n`;
}
