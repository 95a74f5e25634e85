import type { FindingCode } from '../../core/findings/scriptFindings';
import type { Location, Severity } from '../../core/findings/types';
import type { ProjectForm, ScriptKind } from '../../core/project/types';

/** A stretch of a file: offsets in UTF-16 units, the end exclusive. */
export interface Span {
    start: number;
    end: number;
}

/** One thing wrong with a script, at a place of its text. */
export interface ScriptFinding extends Span {
    code: FindingCode;
    severity: Severity;
    /** What is wrong, in one sentence. */
    message: string;
    /** What to do about it, in one sentence. */
    advice?: string;
    /** What a fix puts in the place of the span, where the analysis knows it: a name, a path. */
    replacement?: string;
    /** What a fix does about a call that is at the wrong place, missing or one too many. */
    remedy?: 'move-first' | 'move-last' | 'remove' | 'add-start' | 'add-end';
    related?: { message: string; location: Location }[];
}

/** What a file is in its project, as far as rules need to know. */
export interface FileRole {
    form: ProjectForm;
    /** Scripts are run by Nango; helpers are what they import; an index lists the scripts of a zero-YAML project. */
    role: 'script' | 'helper' | 'index';
    /**
     * Of a classic script; several where one file of the root folder is the source of several scripts. None in a
     * zero-YAML project, where the definition says it.
     */
    kinds: readonly ScriptKind[];
    /** The project's models, where all are known. */
    models?: ReadonlySet<string>;
    /** The models that the script's entry in nango.yaml saves, where all are known. */
    outputs?: ReadonlySet<string>;
    /** False for a script that its project does not list. */
    listed: boolean;
    /** Whether the list names it almost, and says so: `misnamedFiles`, `missingEntries`. */
    misnamed?: boolean;
}

/** One import of a file, in whatever spelling. */
export interface ImportFact extends Span {
    /** As written, without quotes; the span has them. */
    specifier: string;
    /** `import type` and the like, of which nothing is left at run time. */
    typeOnly: boolean;
    spelling: 'import' | 'export' | 'require' | 'dynamic';
}

/** A name at its place. */
export interface NamedSpan extends Span {
    name: string;
}

/** What a zero-YAML definition claims for itself within its integration (nango-semantics §2.8). */
export interface DefinitionFacts {
    isSync: boolean;
    models: readonly NamedSpan[];
    /** By method and path: `GET /issues`. */
    endpoints: readonly NamedSpan[];
}

/** What a file says of itself, whoever imports it. Holds no syntax tree, so that thousands fit into memory. */
export interface FileAnalysis {
    /** False for a helper, wherever it lies. */
    isScript: boolean;
    /** Of a zero-YAML script. */
    definition?: DefinitionFacts;
    findings: ScriptFinding[];
    imports: ImportFact[];
    /** Calls that an action may not make (nango-semantics §8.2); they count against every action that imports the file. */
    syncOnlyCalls: (Span & { member: string })[];
    /** Offsets at which lines begin. */
    lineStarts: readonly number[];
    /** True for a finding that a comment in the file suppresses. */
    isSuppressed(finding: Span & { code: string }): boolean;
}
