import type { ProjectConfig } from '../config/types';
import { describeFlows } from './flows';
import { giveWay } from './freeNames';
import { modelDeclarations } from './modelDeclarations';
import { SURFACE } from './surface';
import { HEADER_MARK } from './typingsOrigin';

const HEADER = `${HEADER_MARK}
// Do not edit: it is written anew whenever nango.yaml changes. A file without the line above is left alone.
`;

/**
 * The text of `models.ts` for a configuration: its models, everything a script sees, and `NangoFlows`. It type-checks by
 * itself, under the options of nango-semantics §8.1 and without any package. Line breaks are `\n`.
 */
export function modelsFileText(config: ProjectConfig): string {
    const { text, declared, index } = modelDeclarations(config);
    const surface = giveWay(`/** Every model by its name in nango.yaml. */\n${index}\n${SURFACE}`, declared);
    const flows = JSON.stringify(describeFlows(config), null, 4);
    return [
        HEADER,
        ...section('Models', text),
        ...section('SDK', surface),
        ...section('Flows', `/** What nango.yaml lists. */\nexport const NangoFlows = ${flows} as const;\n`),
    ].join('\n');
}

function section(name: string, text: string): string[] {
    return [`// ------ ${name}`, `${text}// ------ /${name}`, ''];
}
