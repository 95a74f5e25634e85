import type { RunWarning } from '../../protocol/events';
import type { PanelGiven } from '../../protocol/panel';
import type { ScriptEntry } from '../projects/readProject';
import type { RememberedChoices } from '../runs/RememberedChoices';
import { editorTerms } from '../runs/with/editorTerms';
import { givenFacts } from '../runs/with/givenFacts';
import type { VSCode } from '../vscodeTypes';

/** How the view says what the engine tells: in the terms of Run With…. */
export class RunTerms {
    constructor(
        private readonly vscode: Pick<VSCode, 'l10n'>,
        private readonly remembered: RememberedChoices,
    ) {}

    /** A text of the engine. */
    readonly text = (text: string): string => editorTerms(this.vscode, text);

    warning({ mismatches, ...warning }: RunWarning): RunWarning {
        const message = this.text(warning.message);
        if (!mismatches) return { ...warning, message };
        return {
            ...warning,
            message,
            mismatches: mismatches.map((each) => ({ ...each, message: this.text(each.message) })),
        };
    }

    /** What a run was given: its options in the store, or choices. The base variant is none. */
    given({ variant, ...given }: Record<string, unknown>): PanelGiven[] {
        return givenFacts(this.vscode, variant === 'base' ? given : { ...given, variant });
    }

    /** What Run Again would give a script. */
    repeated(script: ScriptEntry | undefined): PanelGiven[] {
        return script ? this.given({ ...this.remembered.repeated(script) }) : [];
    }
}
