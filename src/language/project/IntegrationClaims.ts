import { SCRIPT_FINDINGS } from '../../core/findings/scriptFindings';
import type { PathFlavour, Project, ZeroYamlEntry } from '../../core/project';
import { positionAt } from '../analysis/lines';
import type { DefinitionFacts, FileAnalysis, NamedSpan, ScriptFinding } from '../analysis/types';

interface Claimant {
    file: string;
    analysis: FileAnalysis;
    definition: DefinitionFacts;
}

/**
 * Models and endpoints of zero-YAML scripts that another script of their integration has already (nango-semantics §2.8).
 * As the official tool goes through them, syncs come before actions, and each kind is in the order of `index.ts`; the
 * later of two is at fault.
 */
export class IntegrationClaims {
    /** The findings of each script, by integration. */
    private readonly found = new Map<string, Promise<ReadonlyMap<string, ScriptFinding[]>>>();

    constructor(
        private readonly project: Project,
        private readonly path: PathFlavour,
        private readonly analysis: (file: string) => Promise<FileAnalysis | undefined>,
    ) {}

    /** @param entries the scripts of `index.ts`, in its order */
    async of(file: string, entries: readonly ZeroYamlEntry[]): Promise<readonly ScriptFinding[]> {
        const integration = this.path.relative(this.project.root, file).split(this.path.sep)[0]!;
        let found = this.found.get(integration);
        if (!found) {
            found = this.look(entries.filter((entry) => entry.integration === integration));
            this.found.set(integration, found);
            found.catch(() => this.found.delete(integration));
        }
        return (await found).get(file) ?? [];
    }

    /** Forgets everything: a script or the list of scripts has changed. */
    forget(): void {
        this.found.clear();
    }

    private async look(entries: readonly ZeroYamlEntry[]): Promise<ReadonlyMap<string, ScriptFinding[]>> {
        const read = await Promise.all(
            entries.map(async ({ file }) => ({ file, analysis: await this.analysis(file) })),
        );
        const claimants = read.flatMap(({ file, analysis }) =>
            analysis?.definition ? [{ file, analysis, definition: analysis.definition }] : [],
        );
        claimants.sort((a, b) => Number(b.definition.isSync) - Number(a.definition.isSync));
        const models = new Map<string, { by: Claimant; place: NamedSpan }>();
        const endpoints = new Map<string, { by: Claimant; place: NamedSpan }>();
        const findings = new Map<string, ScriptFinding[]>();
        for (const by of claimants) {
            const own: ScriptFinding[] = [];
            const claim = (claimed: typeof models, place: NamedSpan, code: Code) => {
                const first = claimed.get(place.name);
                if (!first) claimed.set(place.name, { by, place });
                // A script that repeats itself is told so by its own text.
                else if (first.by !== by) own.push(this.repeated(code, place, first));
            };
            for (const place of by.definition.models) claim(models, place, 'duplicate-model');
            for (const place of by.definition.endpoints) claim(endpoints, place, 'duplicate-endpoint');
            const { isSuppressed } = by.analysis;
            findings.set(
                by.file,
                own.filter((finding) => !isSuppressed(finding)),
            );
        }
        return findings;
    }

    private repeated(
        code: Code,
        { name, start, end }: NamedSpan,
        { by, place }: { by: Claimant; place: NamedSpan },
    ): ScriptFinding {
        const { lineStarts } = by.analysis;
        const to = positionAt(lineStarts, place.end);
        const from = positionAt(lineStarts, place.start);
        const first = this.path.relative(this.project.root, by.file).split(this.path.sep).join('/');
        return {
            code,
            severity: SCRIPT_FINDINGS[code],
            start,
            end,
            message: `The ${code === 'duplicate-model' ? 'model' : 'endpoint'} "${name}" is already one of "${first}".`,
            advice:
                code === 'duplicate-model'
                    ? 'Give each sync of an integration models with names of their own.'
                    : 'Give it another path: endpoints are unique within an integration.',
            related: [
                {
                    message: `"${name}" is here first.`,
                    location: { file: by.file, ...from, endLine: to.line, endColumn: to.column },
                },
            ],
        };
    }
}

type Code = 'duplicate-model' | 'duplicate-endpoint';
