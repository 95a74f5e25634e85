import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The page of a finding's code as a SARIF rule carries it: code scanning shows it beside the finding. */
export interface RuleHelp {
    text: string;
    markdown: string;
}

/**
 * The page of a code, which lies beside the built program; undefined where there is none. What it links to is not there
 * where it is shown, so that only the words of links are left.
 */
export function rulePage(code: string, distFolder: string): RuleHelp | undefined {
    if (!/^[\w-]+$/.test(code)) return undefined;
    try {
        const page = readFileSync(path.join(distFolder, '..', 'docs', 'findings', `${code}.md`), 'utf8');
        const markdown = page.replace(/\[([^\]]*)\]\([^)]*\.md\)/g, '$1');
        return { text: markdown, markdown };
    } catch {
        return undefined;
    }
}
