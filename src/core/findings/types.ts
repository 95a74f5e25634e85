/** A place in a file. Lines and columns are 1-based; the end is exclusive. */
export interface Location {
    file: string;
    line: number;
    column: number;
    endLine?: number;
    endColumn?: number;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** One thing wrong, or worth knowing, at a place. */
export interface Finding {
    code: string;
    severity: Severity;
    /** What is wrong, in one sentence. */
    message: string;
    location?: Location;
    /** What to do about it, in one sentence. */
    advice?: string;
    related?: { message: string; location: Location }[];
}
